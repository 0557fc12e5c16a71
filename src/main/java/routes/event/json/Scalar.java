package routes.event.json;

import java.nio.charset.StandardCharsets;

/** A value of JSON that has a text of its own: a string, a number or a truth. */
public final class Scalar {

    private Scalar() {}

    /**
     * The text of the value in these bytes, a string's without quotes and escapes; null of anything else, null itself and what a damaged
     * line has left of a value among it.
     */
    public static String text(byte[] json, int from, int to) {
        if (from >= to || (json[from] == '"' && to - from < 2)) {
            return null;
        }
        return switch (json[from]) {
            case '"' -> new String(Escapes.decode(json, from + 1, to - 1), StandardCharsets.UTF_8);
            case '{', '[', 'n' -> null;
            default -> new String(json, from, to - from, StandardCharsets.US_ASCII);
        };
    }
}
