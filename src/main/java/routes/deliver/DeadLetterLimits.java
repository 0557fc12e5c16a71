package routes.deliver;

import java.time.Duration;

/**
 * How much an integration may put aside.
 *
 * @param maxAge after which a dead letter is dropped; zero keeps them
 * @param maxBytes of one integration; beyond it is parked
 */
public record DeadLetterLimits(Duration maxAge, long maxBytes) {

    private static final long WARN_PERCENT = 80;

    boolean isFilling(long bytes) {
        return bytes >= maxBytes / 100 * WARN_PERCENT;
    }
}
