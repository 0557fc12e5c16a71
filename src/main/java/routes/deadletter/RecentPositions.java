package routes.deadletter;

import java.util.Arrays;

/**
 * The journal positions of the dead letters that were written last, at most {@value #MOST}: what a subscription can read again
 * lies behind its cursor, so what was refused long before that need not be known. Refusals are rare and each costs a sync to
 * disk, so a look through all of them, some microseconds, is no matter; a set would take many times the memory.
 */
final class RecentPositions {

    static final int MOST = 100_000;
    /** No event stands here. */
    private static final long NONE = -1;

    private long[] positions = new long[0];
    private int next;
    /** Where the last search ended: dead letters are dropped in the order in which they came, so the next is often beside it. */
    private int found;

    void add(long position) {
        if (next == positions.length && next < MOST) {
            int before = positions.length;
            positions = Arrays.copyOf(positions, Math.min(MOST, Math.max(16, before * 2)));
            Arrays.fill(positions, before, positions.length, NONE);
        }
        next = next % positions.length;
        positions[next++] = position;
    }

    boolean contains(long position) {
        return indexOf(position) >= 0;
    }

    /** Forgets it once; where it was added twice, it is still known. */
    void remove(long position) {
        int index = indexOf(position);
        if (index >= 0) {
            positions[index] = NONE;
        }
    }

    private int indexOf(long position) {
        int index = indexOf(position, found, positions.length);
        if (index < 0) {
            index = indexOf(position, 0, found);
        }
        found = Math.max(index, 0);
        return index;
    }

    private int indexOf(long position, int from, int to) {
        for (int i = from; i < to; i++) {
            if (positions[i] == position) {
                return i;
            }
        }
        return -1;
    }
}
