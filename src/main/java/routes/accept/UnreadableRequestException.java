package routes.accept;

/** A request of which no event can be taken, because it cannot be told where its events are. */
public final class UnreadableRequestException extends Exception {

    private final String code;

    /**
     * @param code stable: {@code malformed_json}, {@code empty_request}, {@code too_many_events}, {@code too_many_values} or {@code not_bytes}
     * @param detail what was expected and where; no byte of the request
     */
    public UnreadableRequestException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** Whether the same events in two requests may be taken; in Simple {@code ${exception.isTooLarge}}. */
    public boolean isTooLarge() {
        return code.startsWith("too_many_");
    }
}
