package routes.journal;

import routes.event.Selection;
import routes.journal.segment.GroupEntry;
import routes.journal.segment.KindCounts;
import routes.journal.segment.Mark;
import routes.journal.segment.Segment;
import routes.journal.segment.Segments;

/**
 * How far a subscription is settled, and how many lines of each kind stand before that in its segment: so that what is pending is
 * a difference of two counts, for any selection. Safe for many threads.
 */
final class Cursor {

    private long segment;
    private long position;
    private final KindCounts before;

    Cursor(Mark mark) {
        this.segment = mark.segment();
        this.position = mark.position();
        this.before = mark.before().copy();
    }

    synchronized long position() {
        return position;
    }

    /** This place, said to be at {@code at} where nothing stands between. */
    synchronized Mark mark(long at) {
        return new Mark(segment, at, before.copy());
    }

    /** This place. */
    synchronized Mark mark() {
        return mark(position);
    }

    /** Goes to a place, wherever it is. */
    synchronized void moveTo(Mark mark) {
        segment = mark.segment();
        position = mark.position();
        before.set(mark.before());
    }

    /**
     * Moves over the lines of a group that begin before {@code to}.
     *
     * @param base the first position of the group's segment
     */
    synchronized void advance(GroupEntry entry, long base, long to) {
        if (base != segment) {
            segment = base;
            before.clear();
        }
        short[] kinds = entry.kinds();
        boolean whole = position <= entry.position() && to >= entry.end();
        for (int line = 0; line < kinds.length; line++) {
            if (kinds[line] >= 0 && (whole || isBetween(entry.position() + entry.start(line), to))) {
                before.add(kinds[line], 1);
            }
        }
        position = to;
    }

    private boolean isBetween(long start, long to) {
        return start >= position && start < to;
    }

    /** Lines of these kinds from here to the journal's end. */
    synchronized long pending(Segments segments, Selection selection) {
        long sum = 0;
        for (Segment other : segments.all()) {
            if (other.base() > segment) {
                sum += other.counts().selected(selection);
            } else if (other.base() == segment) {
                sum += other.counts().selected(selection) - before.selected(selection);
            }
        }
        return sum;
    }
}
