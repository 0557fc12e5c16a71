package routes.deliver;

import java.time.Duration;

/**
 * When a parked integration tries again by itself: 5 s after the first failure, doubling to 5 minutes, or later where the
 * destination wishes so. Sooner it is never: a Retry-After of 0 would make one probe follow the other.
 */
final class Probes {

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    /** Beyond this every pause is the longest one. */
    private static final int MOST_DOUBLINGS = 10;

    private int failed;
    /** When the last one was found to have failed, a {@link System#nanoTime}. */
    private long failedNanos;

    /** The destination was reached. */
    void reset() {
        failed = 0;
    }

    boolean areGoingOn() {
        return failed > 0;
    }

    /**
     * The pause before the next one.
     *
     * @param wish of the destination; null where it has none
     * @param begunNanos when what failed began, a {@link System#nanoTime}: what was under way beside the last one is no probe of its own
     */
    Duration next(Duration wish, long begunNanos) {
        if (failed == 0 || begunNanos - failedNanos > 0) {
            failed++;
            failedNanos = System.nanoTime();
        }
        Duration probe = FIRST.multipliedBy(1L << Math.min(failed - 1, MOST_DOUBLINGS));
        Duration pause = probe.compareTo(LONGEST) < 0 ? probe : LONGEST;
        return wish != null && wish.compareTo(pause) > 0 ? wish : pause;
    }
}
