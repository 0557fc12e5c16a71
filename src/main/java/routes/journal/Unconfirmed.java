package routes.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import routes.journal.segment.Mark;

/**
 * What a subscription has settled but for a confirmation that is still to come, in order. Batches that wait for the same
 * confirmation are one entry, so that a fast sink costs no more memory than a slow one. Not for several threads at a time.
 */
final class Unconfirmed {

    private record Entry(CompletableFuture<?> confirmation, Mark mark) {}

    private final Deque<Entry> entries = new ArrayDeque<>();

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /**
     * @param mark after what waits for it
     * @return whether nothing waited for this confirmation before
     */
    boolean add(CompletableFuture<?> confirmation, Mark mark) {
        boolean known = !isEmpty() && entries.peekLast().confirmation() == confirmation;
        if (known) {
            entries.removeLast();
        }
        entries.addLast(new Entry(confirmation, mark));
        return !known;
    }

    /** Whether something waits for this confirmation. */
    boolean isAwaited(CompletableFuture<?> confirmation) {
        return entries.stream().anyMatch(entry -> entry.confirmation() == confirmation);
    }

    /** Takes away what is confirmed at the front; moves the cursor to behind it. */
    void settle(Cursor cursor) {
        while (!isEmpty() && isConfirmed(entries.peekFirst().confirmation())) {
            cursor.moveTo(entries.removeFirst().mark());
        }
    }

    private static boolean isConfirmed(CompletableFuture<?> confirmation) {
        return confirmation.isDone() && !confirmation.isCompletedExceptionally();
    }

    void clear() {
        entries.clear();
    }
}
