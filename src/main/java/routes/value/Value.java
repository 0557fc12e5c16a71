package routes.value;

/**
 * A text that somebody set and nobody evaluates; it may be a secret. A bean of a Kamelet takes its texts as this type, so that
 * the router can set them past Camel.
 */
public record Value(String text) {

    public static Value of(String text) {
        return new Value(text);
    }

    /** Leaves the text out: Camel logs what it binds. */
    @Override
    public String toString() {
        return "Value";
    }
}
