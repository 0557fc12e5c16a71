package routes.event.json;

/**
 * Where a value ends, in JSON that was checked when it was accepted and has no white space outside strings: this only counts
 * brackets and skips strings.
 */
public final class ValueEnd {

    private ValueEnd() {}

    /** The offset after the value at {@code at}: of the comma or bracket that follows it, or {@code to}. Never out of bounds. */
    public static int of(byte[] json, int at, int to) {
        int depth = 0;
        int i = at;
        while (i < to) {
            switch (json[i]) {
                case '"' -> {
                    i = Quotes.after(json, i, to);
                    continue;
                }
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    if (depth == 0) {
                        return i;
                    }
                    depth--;
                }
                case ',' -> {
                    if (depth == 0) {
                        return i;
                    }
                }
                default -> {
                    // a byte of a number, a literal, or a colon inside a nested object
                }
            }
            i++;
        }
        return to;
    }
}
