package routes.server.connection;

/**
 * How long a client may take, in milliseconds.
 *
 * @param idleMillis between two requests, and before the first
 * @param headMillis from a request's first byte to the end of its head
 * @param bodyMillis from there to its last byte
 */
public record ServerTimes(long idleMillis, long headMillis, long bodyMillis) {

    private static final long STALL_MILLIS = 30_000;
    private static final long LINGER_MILLIS = 2_000;

    /** Without taking a byte of the answer. */
    long stallMillis() {
        return STALL_MILLIS;
    }

    /** To see an answer that came before the body's end; what is sent longer is cut off. */
    long lingerMillis() {
        return LINGER_MILLIS;
    }
}
