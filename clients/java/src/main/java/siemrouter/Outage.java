package siemrouter;

import java.util.concurrent.TimeUnit;

/** When to try again: 0.5 to 30 seconds after a failure, doubled by each, and not before the router said. */
final class Outage {

    private static final long FIRST_WAIT = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(30);

    private long againAt = System.nanoTime();
    private long wait = FIRST_WAIT;

    /** @param asked what the router asked for, in nanoseconds */
    void failed(long asked) {
        againAt = System.nanoTime() + Math.max(wait, asked);
        wait = Math.min(2 * wait, LONGEST_WAIT);
    }

    void isOver() {
        wait = FIRST_WAIT;
    }

    void endNow() {
        againAt = System.nanoTime();
    }

    /** Nanoseconds until the next try; 0 or less when it is due. */
    long left() {
        return againAt - System.nanoTime();
    }
}
