package routes.destination;

/**
 * The elements of a JSON array, one after the other. The array was checked when it was accepted and has no white space outside
 * strings, so this only counts brackets and skips strings.
 */
public final class Elements {

    private final byte[] json;
    private final int end;
    private int from;
    private int to;

    /** @param from the opening bracket */
    public Elements(byte[] json, int from, int to) {
        this.json = json;
        this.end = to - 1;
        this.to = from;
    }

    /** Moves to the next element; false where there is none. */
    public boolean next() {
        from = to + 1;
        if (from >= end) {
            return false;
        }
        to = after(from);
        return true;
    }

    public int from() {
        return from;
    }

    /** The offset after the element. */
    public int to() {
        return to;
    }

    private int after(int at) {
        int depth = 0;
        boolean inString = false;
        for (int i = at; i < end; i++) {
            byte b = json[i];
            if (inString && b == '\\') {
                i++;
            } else if (b == '"') {
                inString = !inString;
            } else if (!inString && (b == '[' || b == '{')) {
                depth++;
            } else if (!inString && (b == ']' || b == '}')) {
                depth--;
            } else if (!inString && b == ',' && depth == 0) {
                return i;
            }
        }
        return end;
    }
}
