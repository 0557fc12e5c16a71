package routes.journal;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Selection;
import routes.journal.segment.BatchBuilder;
import routes.journal.segment.Commits;
import routes.journal.segment.Group;
import routes.journal.segment.GroupReader;
import routes.journal.segment.Mark;
import routes.journal.segment.Segments;

/**
 * A named cursor on the journal. One thread at a time reads ({@link #next}) ahead of the cursor; any thread settles what was read, in any
 * order, and the cursor follows as far as all before it is settled. Any thread may ask what is pending.
 */
public final class Subscription {

    /** So many stretches that are settled out of order outlive the process; what is in others is handed out again by the next. */
    private static final int MOST_RANGES_KEPT = 1_000;

    private final CursorState begun;
    private final Progress progress;
    private final GroupReader reader;
    private final Commits commits;
    private final Positions positions;
    private final Map<String, Long> counters;
    private final Filtered filtered = new Filtered(this::count, this::counter);
    private Optional<Group> current = Optional.empty();
    /** Where reading ends. */
    private volatile long end = Long.MAX_VALUE;

    Subscription(
            CursorState state, Mark mark, GroupReader reader, Commits commits, Segments segments, Positions positions) {
        this.begun = state;
        this.counters = new ConcurrentHashMap<>(state.counters());
        this.progress = new Progress(mark, state.settled(), segments, commits::wakeAll);
        this.reader = reader;
        this.commits = commits;
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
        return progress.position();
    }

    /** Exactly how many events of these kinds are in the journal and not settled, those among them that the filter will pass over. */
    public long pending(Selection selection) {
        return progress.pending(selection);
    }

    /** When the oldest of them was made durable. */
    public Optional<Instant> oldestPendingAt(Selection selection) throws IOException {
        return pending(selection) == 0 ? Optional.empty() : positions.firstHeld(position(), selection);
    }

    /** The same of those that are still to be settled, so without those that only wait for a confirmation. */
    public Optional<Instant> oldestUnsettledAt(Selection selection) throws IOException {
        return progress.unsettled(selection) <= 0
                ? Optional.empty()
                : positions.firstHeld(progress.unsettledFrom(), selection);
    }

    /**
     * The next events of these kinds, in order, waiting until there is one; none where what was settled is lost.
     *
     * @param maxBytes as {@link Batch#bytes} counts them; a larger event comes alone
     * @param maxWaitMillis how long a batch with room left waits for more
     * @param stop looked at when woken (see {@link Journal#wakeReaders}); then the answer is what was read until then
     */
    public Optional<Batch> next(
            Selection selection, int maxEvents, long maxBytes, long maxWaitMillis, BooleanSupplier stop)
            throws IOException, InterruptedException {
        try {
            BatchBuilder batch;
            Optional<Batch> open;
            do {
                batch = filtered.batch(selection, maxEvents, maxBytes);
                read(batch, selection, maxWaitMillis, stop);
                open = handOut(batch);
            } while (open.isEmpty() && !batch.isEmpty());
            return open;
        } catch (IOException | InterruptedException | RuntimeException | Error failure) {
            readAgainAfter(failure);
            throw failure;
        }
    }

    /** The same without waiting: what is there already, or nothing. */
    public Optional<Batch> nextNow(Selection selection, int maxEvents, long maxBytes) throws IOException {
        try {
            BatchBuilder batch = filtered.batch(selection, maxEvents, maxBytes);
            fill(batch, selection, this::isLost);
            return handOut(batch);
        } catch (IOException | RuntimeException | Error failure) {
            readAgainAfter(failure);
            throw failure;
        }
    }

    private Optional<Batch> handOut(BatchBuilder batch) {
        return batch.isEmpty() ? Optional.empty() : progress.handOut(batch.build());
    }

    /** What was taken is in nobody's hands: it is read again, at once or when what others have in hand has ended. */
    private void readAgainAfter(Throwable failure) {
        if (!progress.isIdle()) {
            progress.loseAll();
            return;
        }
        try {
            rewind();
        } catch (IOException again) {
            failure.addSuppressed(again);
        }
    }

    private void read(BatchBuilder batch, Selection selection, long maxWaitMillis, BooleanSupplier stop)
            throws IOException, InterruptedException {
        long deadline = 0;
        BooleanSupplier ended = () -> isLost() || stop.getAsBoolean();
        while (!ended.getAsBoolean()) {
            long seen = commits.end();
            boolean wasEmpty = batch.isEmpty();
            boolean enough = fill(batch, selection, ended);
            if (batch.isEmpty() && isReadToEnd()) {
                return;
            }
            if (wasEmpty && !batch.isEmpty()) {
                deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(maxWaitMillis);
            }
            long left = batch.isEmpty() ? Long.MAX_VALUE : deadline - System.nanoTime();
            if (!batch.isEmpty() && (enough || left <= 0)) {
                return;
            }
            commits.awaitBeyond(seen, left, ended);
        }
    }

    /** Whether the batch should go; false at the journal's end with room left. */
    private boolean fill(BatchBuilder batch, Selection selection, BooleanSupplier ended) throws IOException {
        boolean more = true;
        while (more && !batch.isFull() && !progress.isFarAhead() && progress.reading() < end && !ended.getAsBoolean()) {
            more = take(batch, selection);
        }
        return more;
    }

    /** Takes from one group only, because whoever settles waits for this. False at the journal's end. */
    private boolean take(BatchBuilder batch, Selection selection) throws IOException {
        synchronized (progress) {
            long reading = progress.reading();
            current = current.filter(group -> reading < group.entry().end());
            if (current.isEmpty()) {
                current = reader.at(reading, selection);
            }
            if (current.isEmpty()) {
                return false;
            }
            Group group = current.get();
            long to = batch.take(group, reading, end);
            progress.walked(group.entry(), to, batch.isEmpty());
            filtered.count(batch);
            return true;
        }
    }

    /** Settles every event before {@code position}, of those that were read. */
    public void committed(long position) {
        progress.settledBefore(position);
    }

    /**
     * The same once {@code confirmation} completes: until then the cursor stays. Where it completes exceptionally, what waits for
     * it is lost, and so is all that was settled after it: see {@link #isLost}.
     */
    public void committed(long position, CompletableFuture<?> confirmation) {
        progress.settledBefore(position, confirmation);
    }

    /** Settles these events, whatever stands before them. */
    public void settled(List<Event> events) {
        progress.settled(events);
    }

    /** The same once {@code confirmation} completes, see {@link #committed(long, CompletableFuture)}. */
    public void settled(List<Event> events, CompletableFuture<?> confirmation) {
        progress.settled(events, confirmation);
    }

    /** Whether a confirmation failed; then {@link #rewind} has what waited for it, and all behind it, read again. */
    public boolean isLost() {
        return progress.isLost();
    }

    /** Whether a confirmation came since this was last asked. */
    public boolean confirmedSome() {
        return progress.confirmedSome();
    }

    /** Where reading goes on: beyond the last batch and the events behind it that were not selected. */
    public long readTo() {
        return progress.reading();
    }

    /** Whether so much was read beyond the first event that is not settled that no more is read before that one is. */
    public boolean isFarAhead() {
        return progress.isFarAhead();
    }

    /** Reading goes on from the cursor; what was read and not settled comes again. For the thread that reads. */
    public void rewind() throws IOException {
        progress.rewind();
        current = Optional.empty();
        reader.close();
    }

    /** The position that reading ends at. */
    public void endAt(long position) {
        end = position;
    }

    /** Whether everything before the end was read; settled it is where {@link #position} is not before the end either. */
    public boolean isReadToEnd() {
        return readTo() >= end;
    }

    /** Moves the cursor forward over what will not be sent; what was handed out of that is nobody's any more. */
    public void skipTo(long position) throws IOException {
        progress.skipTo(positions.at(position));
        commits.wakeAll();
    }

    /** A number kept with the cursor, so that it survives a restart; 0 where nothing was added yet. */
    public long counter(String counter) {
        return counters.getOrDefault(counter, 0L);
    }

    public void count(String counter, long amount) {
        counters.merge(counter, amount, Long::sum);
    }

    CursorState state() {
        return progress.state(begun, Map.copyOf(counters), MOST_RANGES_KEPT);
    }
}
