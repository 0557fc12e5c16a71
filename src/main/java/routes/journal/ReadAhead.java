package routes.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import routes.journal.segment.GroupEntry;

/** The groups between what a subscription has settled and where it reads on; they are remembered until they are settled. */
final class ReadAhead {

    /** A batch is handed out early once it has gone over this many lines. */
    private static final int MOST_LINES = 100_000;

    private final Deque<GroupEntry> groups = new ArrayDeque<>();
    private int lines;

    boolean isFull() {
        return lines >= MOST_LINES;
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** Adds a group that was read from, unless it is the last one again. */
    void add(GroupEntry group) {
        if (groups.isEmpty() || groups.peekLast().position() != group.position()) {
            groups.addLast(group);
            lines += group.count();
        }
    }

    GroupEntry first() {
        return groups.peekFirst();
    }

    void removeFirst() {
        lines -= groups.removeFirst().count();
    }

    /** Forgets groups that end before this or at it. */
    void removeBefore(long position) {
        while (!isEmpty() && first().end() <= position) {
            removeFirst();
        }
    }

    /** Forgets groups that begin at this or behind it: they are read again. */
    void removeFrom(long position) {
        while (!isEmpty() && groups.peekLast().position() >= position) {
            lines -= groups.removeLast().count();
        }
    }

    void clear() {
        groups.clear();
        lines = 0;
    }
}
