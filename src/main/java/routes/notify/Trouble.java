package routes.notify;

import java.time.Duration;
import java.time.Instant;

/**
 * A failure that people were told of and that did not end yet.
 *
 * @param key under which they were told
 * @param since when it began
 * @param toldAt when they were told last
 * @param seenAt when it was last seen to go on
 */
record Trouble(String key, String name, String type, Instant since, Instant toldAt, Instant seenAt) {

    private static final Duration FIRST_AGAIN = Duration.ofHours(1);
    private static final Duration AGAIN = Duration.ofDays(1);

    /** However long nobody could be told, they are told once. */
    boolean isDue(Instant now) {
        Instant hour = since.plus(FIRST_AGAIN);
        return !now.isBefore(toldAt.isBefore(hour) ? hour : toldAt.plus(AGAIN));
    }

    Trouble told(Instant now) {
        return new Trouble(key, name, type, since, now, now);
    }

    Trouble seen(Instant now) {
        return new Trouble(key, name, type, since, toldAt, now);
    }
}
