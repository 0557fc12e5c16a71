package routes.event.json;

/**
 * What one request may hold. An event over one of the last four is rejected by itself; a request over one of the first two
 * is refused as a whole.
 *
 * @param events events in a request
 * @param values members and elements in a request, at any depth; 24 bytes are held for each while the request is worked on
 * @param depth nested objects and arrays, the event itself counted as one
 * @param stringBytes bytes of a name or a string as written, without quotes
 * @param numberCharacters characters of a number
 * @param eventBytes bytes of one event as written
 */
public record Limits(int events, int values, int depth, int stringBytes, int numberCharacters, int eventBytes) {

    private static final int MAX_DEPTH = 512;
    /** A journal that is recovered takes no stretch of 16 MiB or more for a line. */
    private static final int MAX_EVENT_BYTES = 8 * 1024 * 1024;

    public Limits {
        require("events", events, Integer.MAX_VALUE);
        require("depth", depth, MAX_DEPTH);
        require("event-bytes", eventBytes, MAX_EVENT_BYTES);
    }

    /** The rest is the same for everybody: nobody's events were ever near it. */
    public static Limits of(int events, int depth, int eventBytes) {
        return new Limits(events, 400_000, depth, 65_536, 64, eventBytes);
    }

    /** The limits that application.properties documents. */
    public static Limits defaults() {
        return of(10_000, 32, 262_144);
    }

    private static void require(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("siem.accept.max-" + name + " = " + value
                    + ": expected a whole number from 1 to " + most + "; set it within that range");
        }
    }
}
