package routes.deliver;

import java.time.Duration;

/**
 * How much may wait for one integration before the oldest of it is skipped.
 *
 * @param events selected events; 0 for any number
 * @param bytes of the journal from the oldest of them on, whoever's they are: the disk that it may hold; 0 for any number
 * @param age of the oldest; zero for any
 */
public record MaxBacklog(long events, long bytes, Duration age) {

    /** Everything waits: the default. */
    public static final MaxBacklog NONE = new MaxBacklog(0, 0, Duration.ZERO);
}
