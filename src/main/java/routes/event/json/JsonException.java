package routes.event.json;

/** The bytes are not JSON. Says where and what was expected, never what stands there. */
public final class JsonException extends Exception {

    /** @param offset in bytes from the body's first */
    public JsonException(int offset, String expected) {
        // without a stack trace: thrown for each bad line of a request
        super("expected " + expected + " at byte " + offset, null, false, false);
    }
}
