package routes.journal;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import routes.event.Batch;
import routes.event.Selection;
import routes.journal.segment.BatchBuilder;
import routes.journal.segment.Commits;
import routes.journal.segment.Group;
import routes.journal.segment.GroupEntry;
import routes.journal.segment.GroupReader;
import routes.journal.segment.Mark;
import routes.journal.segment.Segment;
import routes.journal.segment.Segments;

/** A named cursor on the journal. One thread reads ahead of it ({@link #next}) and settles; any may ask what is pending. */
public final class Subscription {

    private final CursorState begun;
    /** Before this everything is settled for good. */
    private final Cursor cursor;
    /** Before this everything is settled, but for confirmations that are still to come. */
    private final Cursor settled;

    private final GroupReader reader;
    private final Commits commits;
    private final Segments segments;
    private final Positions positions;
    private final Map<String, Long> counters;
    private final Filtered filtered = new Filtered(this::count, this::counter);
    private final ReadAhead ahead = new ReadAhead();
    private final Unconfirmed unconfirmed = new Unconfirmed();
    private volatile boolean lost;
    private boolean confirmedSome;
    private Optional<Group> current = Optional.empty();
    private long reading;
    /** Where reading ends. */
    private volatile long end = Long.MAX_VALUE;

    Subscription(
            CursorState state, Mark mark, GroupReader reader, Commits commits, Segments segments, Positions positions) {
        this.begun = state;
        this.counters = new ConcurrentHashMap<>(state.counters());
        this.cursor = new Cursor(mark);
        this.settled = new Cursor(mark);
        this.reading = mark.position();
        this.reader = reader;
        this.commits = commits;
        this.segments = segments;
        this.positions = positions;
    }

    public String name() {
        return begun.name();
    }

    /** Which of the selected events are handed out; the others are settled as those that are not selected. */
    public Filtered filtered() {
        return filtered;
    }

    /** Everything before this is settled. */
    public long position() {
        return cursor.position();
    }

    /** Exactly how many events of these kinds are in the journal and not settled, those among them that the filter will pass over. */
    public long pending(Selection selection) {
        return cursor.pending(segments, selection);
    }

    /** When the oldest of them was made durable. */
    public Optional<Instant> oldestPendingAt(Selection selection) throws IOException {
        return oldest(cursor, selection);
    }

    /** The same of those that are still to be settled, so without those that only wait for a confirmation. */
    public Optional<Instant> oldestUnsettledAt(Selection selection) throws IOException {
        return oldest(lost ? cursor : settled, selection);
    }

    private Optional<Instant> oldest(Cursor from, Selection selection) throws IOException {
        return from.pending(segments, selection) == 0
                ? Optional.empty()
                : positions.firstHeld(from.position(), selection);
    }

    /**
     * The next events of these kinds, in order, waiting until there is one; none where what was settled is lost.
     *
     * @param maxBytes as {@link Batch#bytes} counts them; a larger event comes alone
     * @param maxWaitMillis how long a batch with room left waits for more
     * @param stop looked at when woken (see {@link Journal#wakeReaders}); then the answer is empty
     */
    public Optional<Batch> next(
            Selection selection, int maxEvents, long maxBytes, long maxWaitMillis, BooleanSupplier stop)
            throws IOException, InterruptedException {
        try {
            return read(selection, maxEvents, maxBytes, maxWaitMillis, stop);
        } catch (IOException | InterruptedException | RuntimeException | Error failure) {
            // what was taken is in nobody's hands: it has to be read again
            rewindAfter(failure);
            throw failure;
        }
    }

    private void rewindAfter(Throwable failure) {
        try {
            rewind();
        } catch (IOException again) {
            failure.addSuppressed(again);
        }
    }

    private Optional<Batch> read(
            Selection selection, int maxEvents, long maxBytes, long maxWaitMillis, BooleanSupplier stop)
            throws IOException, InterruptedException {
        BatchBuilder batch = filtered.batch(selection, maxEvents, maxBytes);
        long deadline = 0;
        BooleanSupplier ended = () -> lost || stop.getAsBoolean();
        while (!ended.getAsBoolean()) {
            long seen = commits.end();
            boolean wasEmpty = batch.isEmpty();
            boolean enough = fill(batch, selection, ended);
            if (batch.isEmpty() && isReadToEnd()) {
                return Optional.empty();
            }
            if (wasEmpty && !batch.isEmpty()) {
                deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(maxWaitMillis);
            }
            long left = batch.isEmpty() ? Long.MAX_VALUE : deadline - System.nanoTime();
            if (!batch.isEmpty() && (enough || left <= 0)) {
                return Optional.of(batch.build());
            }
            commits.awaitBeyond(seen, left, ended);
        }
        if (!lost) {
            rewind();
        }
        return Optional.empty();
    }

    /** Whether the batch should go; false at the journal's end with room left. */
    private boolean fill(BatchBuilder batch, Selection selection, BooleanSupplier ended) throws IOException {
        boolean more = true;
        while (more && !batch.isFull() && !ahead.isFull() && reading < end && !ended.getAsBoolean()) {
            more = take(batch, selection);
        }
        return more;
    }

    /** Takes from one group only, because whoever confirms waits for this. False at the journal's end. */
    private synchronized boolean take(BatchBuilder batch, Selection selection) throws IOException {
        current = current.filter(group -> reading < group.entry().end());
        if (current.isEmpty()) {
            current = reader.at(reading, selection);
        }
        if (current.isEmpty()) {
            return false;
        }
        long to = batch.take(current.get(), reading, end);
        walked(current.get().entry(), to, batch.isEmpty());
        filtered.count(batch);
        return true;
    }

    private void walked(GroupEntry entry, long to, boolean nothingTaken) {
        boolean nothingOutstanding = settled.position() == reading;
        reading = to;
        if (nothingTaken && nothingOutstanding) {
            advance(entry, to);
            follow();
            ahead.clear();
        } else {
            ahead.add(entry);
        }
    }

    /** Moves the cursor: every event before {@code position} is settled. Never back, never beyond what was read. */
    public synchronized void committed(long position) {
        settle(position);
        follow();
    }

    /** The same once {@code confirmation} completes. Where it fails, what waits for it is lost, and so is all behind it: {@link #isLost}. */
    public void committed(long position, CompletableFuture<?> confirmation) {
        boolean isNew;
        synchronized (this) {
            settle(position);
            isNew = unconfirmed.add(confirmation, settled.mark());
        }
        if (isNew) {
            var unused = confirmation.whenComplete((done, failure) -> confirmed(confirmation, failure != null));
        }
    }

    private void confirmed(CompletableFuture<?> confirmation, boolean failed) {
        synchronized (this) {
            if (!unconfirmed.isAwaited(confirmation)) {
                return;
            }
            lost |= failed;
            if (!lost) {
                unconfirmed.settle(cursor);
                confirmedSome = true;
                follow();
            }
        }
        if (failed) {
            commits.wakeAll();
        }
    }

    /** Whether a confirmation failed; then {@link #rewind} has what waited for it, and all behind it, read again. */
    public boolean isLost() {
        return lost;
    }

    /** Whether a confirmation came since this was last asked. */
    public synchronized boolean confirmedSome() {
        boolean some = confirmedSome;
        confirmedSome = false;
        return some;
    }

    /** With nothing left to confirm, what is settled is settled for good. */
    private void follow() {
        if (unconfirmed.isEmpty()) {
            cursor.moveTo(settled.mark());
        }
    }

    private void settle(long position) {
        long to = Math.min(position, reading);
        while (!ahead.isEmpty() && settled.position() < to) {
            GroupEntry entry = ahead.first();
            advance(entry, Math.min(to, entry.end()));
            if (entry.end() > to) {
                return;
            }
            ahead.removeFirst();
        }
    }

    /** Where reading goes on: beyond the last batch and the events behind it that were not selected. */
    public synchronized long readTo() {
        return reading;
    }

    private void advance(GroupEntry entry, long to) {
        long base = segments.from(entry.position()).map(Segment::base).orElse(entry.position());
        settled.advance(entry, base, to);
    }

    /** Reading goes on from the cursor; what was read and not settled comes again. */
    public synchronized void rewind() throws IOException {
        unconfirmed.clear();
        lost = false;
        settled.moveTo(cursor.mark());
        ahead.clear();
        current = Optional.empty();
        reading = cursor.position();
        reader.close();
    }

    /** The position that reading ends at. */
    public void endAt(long position) {
        end = position;
    }

    /** Whether everything before the end was read; settled it is where {@link #position} is not before the end either. */
    public synchronized boolean isReadToEnd() {
        return reading >= end;
    }

    /** Moves the cursor forward over what will not be read; for the thread that reads. */
    public synchronized void skipTo(long position) throws IOException {
        cursor.moveTo(positions.at(position));
        rewind();
    }

    /** A number kept with the cursor, so that it survives a restart; 0 where nothing was added yet. */
    public long counter(String counter) {
        return counters.getOrDefault(counter, 0L);
    }

    public void count(String counter, long amount) {
        counters.merge(counter, amount, Long::sum);
    }

    CursorState state() {
        return begun.at(position(), Map.copyOf(counters));
    }
}
