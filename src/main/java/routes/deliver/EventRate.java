package routes.deliver;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Spreads the events of one integration, of all its lanes, so that no second has more than it may. Events that are sent again count again.
 * Safe for several threads.
 */
public final class EventRate {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** A request holds no more than a second's events by this, so that they are spread over it. */
    private static final int REQUESTS_A_SECOND = 4;

    private final LongSupplier nanoTime;
    private long next;

    public EventRate() {
        this(System::nanoTime);
    }

    EventRate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /** @param perSecond 0 for no end */
    static int mostInARequest(int perSecond) {
        return perSecond == 0 ? Integer.MAX_VALUE : Math.max(1, perSecond / REQUESTS_A_SECOND);
    }

    /** Nanoseconds until a request may go; 0 where it may go now, and counts. */
    synchronized long take(int events, int perSecond) {
        if (perSecond == 0) {
            return 0;
        }
        long now = nanoTime.getAsLong();
        long wait = next - now;
        if (wait > 0) {
            return wait;
        }
        next = now + SECOND * events / perSecond;
        return 0;
    }
}
