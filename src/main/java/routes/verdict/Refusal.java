package routes.verdict;

import routes.event.Event;

/**
 * One event that one destination will never take, and why.
 *
 * @param attempts how many requests carried it
 */
public record Refusal(Event event, Reason reason, long attempts) {

    /** Where requests carried it before, in an earlier life. */
    public Refusal after(long before) {
        return new Refusal(event, reason, attempts + before);
    }
}
