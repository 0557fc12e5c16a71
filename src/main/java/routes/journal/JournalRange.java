package routes.journal;

import java.time.Instant;
import java.util.Optional;
import routes.event.Selection;
import routes.journal.segment.GroupEntry;
import routes.journal.segment.KindCounts;

/** What stands between two positions of the journal, counted by kind. */
public final class JournalRange {

    private final long from;
    private final long to;
    private final KindCounts events = new KindCounts();
    private final KindCounts bytes = new KindCounts();
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
            int kind = entry.kinds()[line];
            if (start >= from && start < to && kind >= 0) {
                events.add(kind, 1);
                bytes.add(kind, entry.length(line));
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

    public long events(Selection selection) {
        return events.selected(selection);
    }

    public long bytes(Selection selection) {
        return bytes.selected(selection);
    }
}
