package routes.journal;

import routes.event.Kind;

/** How many lines there are of each kind. Safe for many threads. */
final class KindCounts {

    private final long[] counts;

    KindCounts() {
        this(new long[Kind.COUNT]);
    }

    private KindCounts(long[] counts) {
        this.counts = counts;
    }

    static KindCounts of(long... counts) {
        return new KindCounts(counts.clone());
    }

    synchronized void add(GroupEntry entry) {
        for (byte kind : entry.kinds()) {
            if (kind >= 0) {
                counts[kind]++;
            }
        }
    }

    synchronized void set(KindCounts other) {
        System.arraycopy(other.toArray(), 0, counts, 0, counts.length);
    }

    synchronized long selected(long selection) {
        long sum = 0;
        for (long left = selection; left != 0; left &= left - 1) {
            sum += counts[Long.numberOfTrailingZeros(left)];
        }
        return sum;
    }

    synchronized long[] toArray() {
        return counts.clone();
    }
}
