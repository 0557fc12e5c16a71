package routes.journal.segment;

/** Whether bytes found without an index entry are a whole line: one JSON object, as far as brackets and strings tell. */
final class LineCheck {

    private LineCheck() {}

    /** @param to after the line break */
    static boolean isObject(byte[] bytes, int from, int to) {
        int last = to - 2;
        return last > from
                && bytes[from] == '{'
                && bytes[last] == '}'
                && bytes[to - 1] == '\n'
                && hasNoControls(bytes, from, last)
                && isBalanced(bytes, from, last);
    }

    /** JSON escapes every control character in strings, and a journal line has none outside; zeros are a torn page. */
    private static boolean hasNoControls(byte[] bytes, int from, int last) {
        for (int at = from; at <= last; at++) {
            if (bytes[at] >= 0 && bytes[at] < ' ') {
                return false;
            }
        }
        return true;
    }

    /** The first bracket closes with the last byte, not before. */
    private static boolean isBalanced(byte[] bytes, int from, int last) {
        int depth = 0;
        for (int at = from; at <= last; at++) {
            switch (bytes[at]) {
                case '"' -> at = endOfString(bytes, at, last);
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    depth--;
                    if (depth == 0) {
                        return at == last;
                    }
                }
                default -> {
                    // a byte of a number or literal, a colon or a comma
                }
            }
        }
        return false;
    }

    private static int endOfString(byte[] bytes, int open, int last) {
        for (int at = open + 1; at <= last; at++) {
            if (bytes[at] == '"') {
                return at;
            }
            if (bytes[at] == '\\') {
                at++;
            }
        }
        return last;
    }
}
