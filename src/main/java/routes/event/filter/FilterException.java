package routes.event.filter;

/** What is wrong with a filter, and where. The message says what is expected and quotes no value. */
public final class FilterException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String pointer;

    FilterException(String pointer, String message) {
        super(message);
        this.pointer = pointer;
    }

    /** A JSON pointer (RFC 6901) from the filter on; empty for the filter itself. */
    public String pointer() {
        return pointer;
    }
}
