package routes.journal;

import java.util.Arrays;

/**
 * How far a subscription is settled, and how many lines of each kind stand before that in its segment: so that what is pending is
 * a difference of two counts, for any selection. Safe for many threads.
 */
final class Cursor {

    private long segment;
    private long position;
    private final long[] before;

    Cursor(Mark mark) {
        this.segment = mark.segment();
        this.position = mark.position();
        this.before = mark.before().clone();
    }

    synchronized long position() {
        return position;
    }

    /** This place, said to be at {@code at} where nothing stands between. */
    synchronized Mark mark(long at) {
        return new Mark(segment, at, before.clone());
    }

    /** This place. */
    synchronized Mark mark() {
        return mark(position);
    }

    /** Goes to a place, wherever it is. */
    synchronized void moveTo(Mark mark) {
        segment = mark.segment();
        position = mark.position();
        System.arraycopy(mark.before(), 0, before, 0, before.length);
    }

    /**
     * Moves over the lines of a group that begin before {@code to}.
     *
     * @param base the first position of the group's segment
     */
    synchronized void advance(GroupEntry entry, long base, long to) {
        if (base != segment) {
            segment = base;
            Arrays.fill(before, 0);
        }
        byte[] kinds = entry.kinds();
        boolean whole = position <= entry.position() && to >= entry.end();
        for (int line = 0; line < kinds.length; line++) {
            if (kinds[line] >= 0 && (whole || isBetween(entry.position() + entry.start(line), to))) {
                before[kinds[line]]++;
            }
        }
        position = to;
    }

    private boolean isBetween(long start, long to) {
        return start >= position && start < to;
    }

    /** Lines of these kinds from here to the journal's end. */
    synchronized long pending(Segments segments, long selection) {
        long sum = 0;
        for (Segment other : segments.all()) {
            if (other.base() > segment) {
                sum += other.counts().selected(selection);
            } else if (other.base() == segment) {
                sum += other.counts().selected(selection)
                        - KindCounts.of(before).selected(selection);
            }
        }
        return sum;
    }
}
