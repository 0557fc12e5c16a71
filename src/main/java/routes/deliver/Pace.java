package routes.deliver;

/**
 * How fast events are sent to a destination.
 *
 * @param inFlight how many requests may be under way at once, 1 to 64; 0 as many as help
 * @param maxEventsPerSecond most events in a second, live ones and those that come again together; 0 without an end
 */
public record Pace(int inFlight, int maxEventsPerSecond) {

    /** One request after the other, as fast as they are answered. */
    public static final Pace ONE_AFTER_THE_OTHER = new Pace(1, 0);
}
