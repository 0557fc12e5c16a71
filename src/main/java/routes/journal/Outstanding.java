package routes.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The events that a subscription has handed out, from the first one that is not settled on: each settled, though one before it is not, or
 * still open. Not for several threads at a time.
 */
final class Outstanding {

    private static final int FIRST_ROOM = 64;

    private long[] positions = new long[FIRST_ROOM];
    private boolean[] settled = new boolean[FIRST_ROOM];
    private int head;
    private int tail;
    /** How many of them are settled. */
    private int ahead;

    boolean isEmpty() {
        return head == tail;
    }

    /** How many are settled behind one that is not. */
    int settledAhead() {
        return ahead;
    }

    /**
     * Notes an event that is handed out, or, where it is known to be settled, passed over.
     *
     * @param position behind all that were noted before
     */
    void add(long position, boolean isSettled) {
        if (isSettled && isEmpty()) {
            return;
        }
        makeRoom();
        positions[tail] = position;
        settled[tail++] = isSettled;
        ahead += isSettled ? 1 : 0;
    }

    private void makeRoom() {
        if (tail < positions.length) {
            return;
        }
        int used = tail - head;
        int room = used > positions.length / 2 ? positions.length * 2 : positions.length;
        positions = Arrays.copyOf(Arrays.copyOfRange(positions, head, tail), room);
        settled = Arrays.copyOf(Arrays.copyOfRange(settled, head, tail), room);
        head = 0;
        tail = used;
    }

    /** Settles one event; one that is not among these was settled before. */
    void settle(long position) {
        boolean isFirst = head < tail && positions[head] == position;
        int at = isFirst ? head : Arrays.binarySearch(positions, head, tail, position);
        if (at >= 0 && !settled[at]) {
            settled[at] = true;
            ahead++;
            passSettled();
        }
    }

    /** Settles every event that begins before {@code to}. */
    void settleBefore(long to) {
        while (head < tail && positions[head] < to) {
            ahead -= settled[head] ? 1 : 0;
            head++;
        }
        passSettled();
    }

    private void passSettled() {
        while (head < tail && settled[head]) {
            head++;
            ahead--;
        }
    }

    /** Where the first event stands that is not settled; {@code otherwise} where all are. */
    long front(long otherwise) {
        return isEmpty() ? otherwise : positions[head];
    }

    /**
     * The stretches of settled events behind one that is not, in order.
     *
     * @param end behind the last event
     * @param most so many at most, the first ones
     */
    List<SettledRange> ranges(long end, int most) {
        List<SettledRange> ranges = new ArrayList<>();
        if (ahead == 0) {
            return ranges;
        }
        for (int i = head; i < tail && ranges.size() < most; i++) {
            if (settled[i]) {
                int from = i;
                while (i + 1 < tail && settled[i + 1]) {
                    i++;
                }
                ranges.add(new SettledRange(positions[from], i + 1 < tail ? positions[i + 1] : end, i + 1L - from));
            }
        }
        return ranges;
    }

    void clear() {
        head = 0;
        tail = 0;
        ahead = 0;
    }
}
