package routes.journal;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.disk.SteadyClock;
import routes.event.Event;
import routes.event.Lines;
import routes.event.Selection;
import routes.journal.segment.Append;
import routes.journal.segment.AppendQueue;
import routes.journal.segment.Commits;
import routes.journal.segment.Committer;
import routes.journal.segment.Damage;
import routes.journal.segment.Disk;
import routes.journal.segment.FreeSpace;
import routes.journal.segment.GroupReader;
import routes.journal.segment.JournalFullException;
import routes.journal.segment.JournalMetrics;
import routes.journal.segment.JournalSettings;
import routes.journal.segment.OnlineRepair;
import routes.journal.segment.Recent;
import routes.journal.segment.Recovery;
import routes.journal.segment.SegmentFiles;
import routes.journal.segment.Segments;
import routes.journal.segment.Tail;
import routes.journal.segment.UnknownKinds;

/** The durable audit trail: takes lines, makes them durable in groups, and hands them to subscriptions. See the package. */
public final class Journal implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final JournalLock lock;
    private final Segments segments;
    private final Tail tail;
    private final Commits commits;
    private final FreeSpace freeSpace;
    private final Positions positions;
    private final Subscriptions subscriptions;
    private final DiskLeft diskLeft;
    private final Housekeeping housekeeping;
    private final AppendQueue queue = new AppendQueue();
    private final Committer writer;
    private final Thread committer;
    private final long unknownLines;

    private Journal(JournalSettings settings, MeterRegistry registry, Disk disk, JournalLock lock) throws IOException {
        this.lock = lock;
        JournalMetrics metrics = new JournalMetrics(registry);
        Recovery recovery = new Recovery(settings.folder(), disk, settings.keys(), metrics);
        SegmentFiles found = new SegmentFiles(disk, settings.folder(), recovery);
        found.open();
        segments = new Segments(found.segments());
        tail = new Tail(settings, disk, metrics, segments, found);
        tail.open();
        commits = new Commits(segments.end());
        freeSpace = new FreeSpace(disk, settings.folder(), settings.minFreeBytes());
        Recent recent = new Recent(settings.memoryBytes());
        Damage damage = new Damage(metrics);
        // a chain of its own: repair happens on readers' threads, while the committer uses the other
        Recovery later = new Recovery(settings.folder(), disk, settings.keys(), metrics);
        OnlineRepair repair = new OnlineRepair(segments, later, tail);
        Supplier<GroupReader> readers = () -> new GroupReader(disk, segments, recent, damage, repair);
        positions = new Positions(segments, readers);
        subscriptions = new Subscriptions(
                new CursorFile(disk, settings.dataFolder()),
                segments,
                positions,
                (state, mark) -> new Subscription(state, mark, readers.get(), commits, segments, positions));
        subscriptions.load();
        Retention retention = new Retention(segments, subscriptions, freeSpace, settings.retention(), disk);
        diskLeft = new DiskLeft(segments, subscriptions, positions, freeSpace, settings.minFreeBytes(), disk);
        housekeeping = new Housekeeping(subscriptions, retention, diskLeft, segments);
        metrics.observe(this::bytes, this::freeBytes, settings.minFreeBytes());
        metrics.observeLeft(diskLeft::seconds);
        unknownLines = UnknownKinds.report(disk, segments.all());
        metrics.observeUnknown(unknownLines);
        metrics.observeClock(disk.sureOfAges());
        writer = new Committer(queue, tail, freeSpace, recent, commits, metrics);
        committer = new Thread(writer, "journal-committer");
    }

    /** @throws routes.journal.segment.JournalUnusableException where the folder is in use, cannot be written to, or a person has to decide */
    public static Journal open(JournalSettings settings, MeterRegistry registry) throws IOException {
        return open(settings, registry, SteadyClock.open(settings.dataFolder()));
    }

    /** The same with a clock that others judge ages by as well. */
    public static Journal open(JournalSettings settings, MeterRegistry registry, SteadyClock clock) throws IOException {
        return open(settings, registry, Disk.real(clock));
    }

    static Journal open(JournalSettings settings, MeterRegistry registry, Disk disk) throws IOException {
        JournalLock lock = JournalLock.take(disk, settings.folder());
        try {
            Journal journal = new Journal(settings, registry, disk, lock);
            journal.committer.start();
            journal.housekeeping.start();
            return journal;
        } catch (IOException | RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    /**
     * Appends lines; returns at once unless 16 MiB, or 16,384 appends, are waiting for the disk already.
     *
     * @param lines must not change until {@code done} was called
     * @param done called on the committer's thread, in order, so it must be short: null when the lines are durable, else why
     *     nothing of them was kept ({@link JournalFullException} when the reserve is reached)
     */
    public void append(Lines lines, Consumer<? super Throwable> done) {
        if (lines.count() == 0) {
            done.accept(null);
            return;
        }
        try {
            queue.put(new Append(lines, done));
        } catch (IOException failure) {
            done.accept(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            done.accept(interrupted);
        }
    }

    /**
     * The same, but never waits.
     *
     * @return false, and nothing is done, where that many are waiting already, or others wait in {@link #append} for room: small
     *     appends would else pass a large one for ever
     */
    public boolean tryAppend(Lines lines, Consumer<? super Throwable> done) {
        try {
            return queue.offer(new Append(lines, done));
        } catch (IOException failure) {
            done.accept(failure);
            return true;
        }
    }

    /**
     * The subscription of this name; where there is none yet, a new one.
     *
     * @param startFrom where a new one begins: {@code now}, {@code earliest} or an RFC 3339 time
     */
    public Subscription subscribe(String name, String startFrom) throws IOException {
        return subscriptions.subscribe(name, startFrom);
    }

    /** Has all of these begin that are not there yet, where {@code startFromByName} says; durable when it returns. */
    public void subscribeAll(Map<String, String> startFromByName) throws IOException {
        subscriptions.subscribeAll(startFromByName);
    }

    public Optional<Subscription> subscription(String name) {
        return subscriptions.named(name);
    }

    /** The names of the subscriptions that an earlier process left and nobody asked for in this one. */
    public Set<String> unclaimed() {
        return subscriptions.unclaimed();
    }

    /** Forgets a subscription, its cursor and its counters. */
    public void remove(String name) throws IOException {
        subscriptions.remove(name);
    }

    /** Has every waiting reader look at its reason to stop. */
    public void wakeReaders() {
        commits.wakeAll();
    }

    /** Deletes the segments that may go; happens by itself every minute. */
    public void clean() throws IOException {
        housekeeping.clean();
    }

    /** Events accepted from {@code since} on and before {@code until}, to the precision of a commit group. */
    public JournalRange range(Instant since, Instant until) throws IOException {
        long to = positions.firstSince(until.toEpochMilli());
        return positions.range(Math.min(to, positions.firstSince(since.toEpochMilli())), to);
    }

    public JournalRange range(long from, long to) throws IOException {
        return positions.range(from, to);
    }

    /**
     * Hands over the events of these kinds that stand between two positions, in order.
     *
     * @param wanted says after each event whether the next one is wanted
     */
    public void read(long from, long to, Selection selection, Predicate<Event> wanted) throws IOException {
        positions.read(from, to, selection, wanted);
    }

    /** Where it goes on after so many events of these kinds from {@code position}. */
    public long after(long position, Selection selection, long events) throws IOException {
        return positions.after(position, selection, events);
    }

    /** Where the line ends that reaches {@code wanted}, of those after {@code position}. */
    public long lineEnd(long position, long wanted) throws IOException {
        return positions.lineEnd(position, wanted);
    }

    /** Where the first event stands that was accepted at this time or later. */
    public long since(Instant time) throws IOException {
        return positions.firstSince(time.toEpochMilli());
    }

    /** The position of the first line there still is. */
    public long start() {
        return segments.start();
    }

    /** The position after the last durable line. */
    public long end() {
        return commits.end();
    }

    /** Bytes of events on disk. */
    public long bytes() {
        return segments.bytes();
    }

    /** Bytes free on the disk, or -1 where the system does not say. */
    public long freeBytes() {
        try {
            return freeSpace.bytes();
        } catch (IOException failure) {
            LOG.debug("free space unknown", failure);
            return -1;
        }
    }

    /** What keeps nothing from working and should be seen to all the same, in sentences for people. */
    public List<String> warnings() {
        return Stream.of(UnknownKinds.warning(unknownLines), diskLeft.warning())
                .flatMap(Optional::stream)
                .toList();
    }

    /** Why an append would fail now, in a sentence for people; empty where it would not. */
    public Optional<String> obstacle() {
        try {
            freeSpace.check();
        } catch (JournalFullException full) {
            return Optional.of("The disk's free-space reserve is reached.");
        } catch (IOException unreadable) {
            LOG.debug("free space unknown", unreadable);
            return Optional.of(
                    "The free space of the journal's disk cannot be read. Check that the folder of SIEM_DATA_DIR is"
                            + " there, and that its disk works.");
        }
        if (!committer.isAlive()) {
            return Optional.of("The journal takes nothing any more. Restart the router.");
        }
        return writer.failure().isEmpty() || writer.failure().get() instanceof JournalFullException
                ? Optional.empty()
                : Optional.of(
                        "The journal cannot write to its disk; the log says why. It goes on by itself when the disk does.");
    }

    /** Makes durable what was appended, writes the cursors, and lets go of the folder. */
    @Override
    public void close() throws IOException {
        queue.close();
        boolean interrupted = false;
        while (committer.isAlive()) {
            try {
                committer.join();
            } catch (InterruptedException early) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try (lock;
                tail) {
            housekeeping.close();
        }
    }
}
