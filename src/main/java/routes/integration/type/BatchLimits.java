package routes.integration.type;

/**
 * What a request holds at most.
 *
 * @param maxEvents events
 * @param maxBytes bytes, as the destination counts them
 * @param maxWaitMillis how long the first event waits for others; 0 sends it at once
 */
record BatchLimits(int maxEvents, int maxBytes, int maxWaitMillis) {

    /** For a Kamelet that says nothing. */
    static final BatchLimits DEFAULT = new BatchLimits(500, 1_000_000, 0);
}
