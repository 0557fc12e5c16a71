package routes.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Stretches ahead of where a subscription reads whose events are settled already. Not for several threads at a time. */
final class SettledRanges {

    private final Deque<SettledRange> ranges = new ArrayDeque<>();

    SettledRanges(List<SettledRange> ranges) {
        this.ranges.addAll(ranges);
    }

    /** Asked of each event that is read, in order, once. */
    boolean take(long position) {
        passBy(position);
        SettledRange first = ranges.peekFirst();
        if (first == null || position < first.from()) {
            return false;
        }
        ranges.removeFirst();
        ranges.addFirst(new SettledRange(position + 1, first.to(), Math.max(0, first.events() - 1)));
        return true;
    }

    /** Forgets what stands before this. */
    void passBy(long position) {
        while (!ranges.isEmpty() && ranges.peekFirst().to() <= position) {
            ranges.removeFirst();
        }
    }

    long events() {
        return ranges.stream().mapToLong(SettledRange::events).sum();
    }

    List<SettledRange> all() {
        return List.copyOf(ranges);
    }

    void clear() {
        ranges.clear();
    }

    /** Puts stretches before these that stand before them. */
    void addBefore(List<SettledRange> earlier) {
        for (int i = earlier.size() - 1; i >= 0; i--) {
            ranges.addFirst(earlier.get(i));
        }
    }
}
