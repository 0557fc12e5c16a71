package routes.deliver;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, at most 20 seconds. */
final class Eventually {

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private Eventually() {}

    static void holds(String condition, BooleanSupplier check) {
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        while (!check.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + AT_MOST.toSeconds() + " s: " + condition);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }
}
