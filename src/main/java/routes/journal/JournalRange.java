package routes.journal;

import java.time.Instant;
import java.util.Optional;
import routes.event.Kind;

/** What stands between two positions of the journal, counted by kind. */
public final class JournalRange {

    private final long from;
    private final long to;
    private final long[] events = new long[Kind.COUNT];
    private final long[] bytes = new long[Kind.COUNT];
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> last = Optional.empty();

    JournalRange(long from, long to) {
        this.from = from;
        this.to = to;
    }

    /** Counts the lines of a group that begin in the range; always true. */
    boolean add(GroupEntry entry) {
        Instant committed = Instant.ofEpochMilli(entry.commitMillis());
        first = first.or(() -> Optional.of(committed));
        last = Optional.of(committed);
        for (int line = 0; line < entry.count(); line++) {
            long start = entry.position() + entry.start(line);
            byte kind = entry.kinds()[line];
            if (start >= from && start < to && kind >= 0) {
                events[kind]++;
                bytes[kind] += entry.length(line);
            }
        }
        return true;
    }

    public long from() {
        return from;
    }

    public long to() {
        return to;
    }

    /** When its first events were accepted; empty where there are none. */
    public Optional<Instant> first() {
        return first;
    }

    public Optional<Instant> last() {
        return last;
    }

    public long events(long selection) {
        return sum(events, selection);
    }

    public long bytes(long selection) {
        return sum(bytes, selection);
    }

    private static long sum(long[] byKind, long selection) {
        long sum = 0;
        for (long left = selection; left != 0; left &= left - 1) {
            sum += byKind[Long.numberOfTrailingZeros(left)];
        }
        return sum;
    }
}
