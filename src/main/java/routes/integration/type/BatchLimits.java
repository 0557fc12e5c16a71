package routes.integration.type;

/**
 * What a request holds at most, and how many there are at once.
 *
 * @param maxEvents events
 * @param maxBytes bytes, as the destination counts them
 * @param maxWaitMillis how long the first event waits for others; 0 sends it at once
 * @param inFlight how many requests may be under way unless an integration says otherwise: a number from 1 to 64, or {@code auto}; 1 is all
 *     that the sink bears, {@code single} is one for a sink that says nothing of itself
 */
record BatchLimits(int maxEvents, int maxBytes, int maxWaitMillis, String inFlight) {

    /** For a Kamelet that says nothing. */
    static final BatchLimits DEFAULT = new BatchLimits(500, 1_000_000, 0, "single");
}
