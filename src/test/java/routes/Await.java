package routes;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, at most {@link #DEADLINE}: a test ends when its condition holds, not after a guessed time. */
public final class Await {

    /** Long enough for a busy machine; only a failing test ever waits this long. */
    public static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final long POLL_NANOS = 10_000_000;

    private Await() {}

    /** The same where there is nothing to show on failure. */
    public static void until(String what, BooleanSupplier condition) {
        until(what, condition, () -> "");
    }

    /**
     * @param what completes the sentence "waited in vain until ..."
     * @param seen what was seen instead, asked for only on failure
     * @throws AssertionError when the condition does not hold by the deadline
     */
    public static void until(String what, BooleanSupplier condition, Supplier<String> seen) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "waited " + DEADLINE.toSeconds() + " s in vain until " + what + "\n" + seen.get());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
