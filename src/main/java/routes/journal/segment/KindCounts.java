package routes.journal.segment;

import java.util.Arrays;
import routes.event.Selection;

/** How many there are of each kind. As long as the highest kind that was counted. Safe for many threads. */
public final class KindCounts {

    private static final int STEP = 64;

    private long[] counts;

    public KindCounts() {
        this(new long[STEP]);
    }

    private KindCounts(long[] counts) {
        this.counts = counts;
    }

    /** Counts the lines of a group; those without a kind are nobody's. */
    public synchronized void add(GroupEntry entry) {
        for (short kind : entry.kinds()) {
            if (kind >= 0) {
                add(kind, 1);
            }
        }
    }

    public synchronized void add(int kind, long more) {
        if (kind >= counts.length) {
            counts = Arrays.copyOf(counts, (kind / STEP + 1) * STEP);
        }
        counts[kind] += more;
    }

    public synchronized void set(KindCounts other) {
        counts = other.toArray();
    }

    public synchronized void clear() {
        Arrays.fill(counts, 0);
    }

    public synchronized long selected(Selection selection) {
        return selection.sum(counts);
    }

    public synchronized KindCounts copy() {
        return new KindCounts(counts.clone());
    }

    /** By kind; kinds behind its end were not counted. */
    synchronized long[] toArray() {
        return counts.clone();
    }
}
