package routes.deadletter;

import java.time.Duration;

/**
 * How much an integration may put aside.
 *
 * @param maxAge after which a dead letter is dropped; zero keeps them
 * @param maxBytes of one integration; beyond it is parked
 */
public record DeadLetterLimits(Duration maxAge, long maxBytes) {

    public DeadLetterLimits {
        if (maxAge.isNegative()) {
            throw new IllegalArgumentException(
                    "siem.dead-letters.max-days = " + maxAge.toDays() + ": expected 0 or more; correct the setting");
        }
        if (maxBytes < 1) {
            throw new IllegalArgumentException(
                    "siem.dead-letters.max-bytes = " + maxBytes + ": expected at least 1; correct the setting");
        }
    }

    /** From four fifths on. */
    boolean isFilling(long bytes) {
        return bytes >= maxBytes - maxBytes / 5;
    }
}
