package routes.accept.strip;

import routes.event.json.Escapes;
import routes.event.json.LooseEscapes;
import routes.event.json.Tape;

/**
 * Finds forbidden names in the JSON that a string holds. It does not have to be well-formed: text in double quotes with a colon
 * after it is a name wherever it stands, so that JSON inside other text, cut off, line by line or inside a further string is
 * searched as well. In a string that begins as an object or an array of them does, single quotes and bare words make a name too.
 */
final class EmbeddedNames {

    /** Strings in strings that are looked into; what is escaped more often is taken for forbidden. */
    static final int MOST_LEVELS = 8;

    private final ForbiddenNames forbidden;

    EmbeddedNames(ForbiddenNames forbidden) {
        this.forbidden = forbidden;
    }

    /**
     * Whether the strip takes this string because of what is in it. What that costs grows with the string's length; without an
     * escape and a bracket at its beginning, as almost all are, it costs a look at the first byte.
     */
    boolean isIn(Tape tape, int string) {
        return (tape.isEscaped(string) || mayBeginAsJson(tape.json()[tape.from(string) + 1])) && isInside(tape, string);
    }

    /** Whether what is first could be, or be passed over before, a brace or bracket; all beyond ASCII could. */
    private static boolean mayBeginAsJson(byte first) {
        // a bracket is a brace but for the bit that tells cases apart
        return first <= ' ' || first == 0x7F || (first | 0x20) == '{' || "('\\".indexOf(first) >= 0;
    }

    private boolean isInside(Tape tape, int string) {
        byte[] json = tape.json();
        int from = tape.from(string) + 1;
        int to = tape.to(string) - 1;
        if (!tape.isEscaped(string)) {
            // without an escape there is no double quote in it
            return beginsAsJson(json, from, to) && isNamed(json, from, to, true);
        }
        // what it begins with may be written as an escape, white space too
        if (!mayBeginAsJson(json[from]) && !mayHoldName(json, from, to)) {
            return false;
        }
        byte[] text = Escapes.decode(json, from, to);
        boolean loose = false;
        for (int level = 0; level < MOST_LEVELS; level++) {
            loose = loose || beginsAsJson(text, 0, text.length);
            if (isNamed(text, 0, text.length, loose)) {
                return true;
            }
            if (indexOf(text, (byte) '\\') < 0) {
                return false;
            }
            byte[] inner = LooseEscapes.decode(text);
            if (inner.length == text.length) {
                return false;
            }
            text = inner;
        }
        return true;
    }

    /** Whether there is a quote and a colon, or an escape, by itself or in a further string, that could stand for one. */
    private static boolean mayHoldName(byte[] json, int from, int to) {
        boolean quote = false;
        boolean colon = false;
        for (int i = from; i < to; i++) {
            if (json[i] == ':') {
                colon = true;
            } else if (json[i] == '\\') {
                i++;
                if (json[i] == '"') {
                    quote = true;
                } else if (json[i] == 'u' ? isAscii(json, i) : json[i] == '\\' && i + 1 < to && json[i + 1] == 'u') {
                    return true;
                }
            }
        }
        return quote && colon;
    }

    /** Whether the escape of this {@code u} stands for a character of ASCII; every escape has its four digits. */
    private static boolean isAscii(byte[] json, int at) {
        return json[at + 1] == '0' && json[at + 2] == '0' && json[at + 3] < '8';
    }

    /** Around it may be what makes it a string in this one, or in parentheses. */
    private static boolean beginsAsJson(byte[] text, int from, int to) {
        int first = Gaps.after(text, from, to);
        while (first < to && "(\"'".indexOf(text[first]) >= 0) {
            first = Gaps.after(text, first + 1, to);
        }
        return first < to && (text[first] == '{' || (text[first] == '[' && isArray(text, first + 1, to)));
    }

    /** Whether an element is an object, an array or a string; a word in brackets, such as a log's level, makes no array. */
    private static boolean isArray(byte[] text, int from, int to) {
        boolean begins = true;
        int at = Gaps.after(text, from, to);
        while (at < to && text[at] != ']' && text[at] != ':') {
            if (begins && "{[\"'".indexOf(text[at]) >= 0) {
                return true;
            }
            begins = text[at] == ',' || (begins && text[at] == '(');
            at = Gaps.after(text, at + 1, to);
        }
        return false;
    }

    private static int indexOf(byte[] text, byte wanted) {
        int at = 0;
        while (at < text.length && text[at] != wanted) {
            at++;
        }
        return at < text.length ? at : -1;
    }

    private boolean isNamed(byte[] text, int from, int to, boolean loose) {
        for (int colon = from; colon < to; colon++) {
            if (text[colon] == ':' && isForbidden(text, from, colon, to, loose)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a forbidden name ends before this colon. */
    private boolean isForbidden(byte[] text, int from, int colon, int to, boolean loose) {
        int end = Gaps.before(text, from, colon);
        if (end == from) {
            return false;
        }
        byte last = text[end - 1];
        boolean quoted = last == '"' || (loose && last == '\'');
        if (!quoted && !loose) {
            return false;
        }
        int nameEnd = quoted ? withoutBackslashes(text, from, end - 1) : end;
        int nameFrom = quoted ? afterQuote(text, from, nameEnd, last) : wordFrom(text, from, end);
        return nameFrom < nameEnd
                && forbidden.contains(
                        text, nameFrom, nameEnd, ForbiddenNames.isAmount(text, Gaps.after(text, colon + 1, to), to));
    }

    /** Backslashes before the closing quote are those of a string in this one. */
    private static int withoutBackslashes(byte[] text, int from, int to) {
        int end = to;
        while (end > from && text[end - 1] == '\\') {
            end--;
        }
        return end;
    }

    private static int afterQuote(byte[] text, int from, int to, byte quote) {
        int start = to;
        while (start > from && text[start - 1] != quote) {
            start--;
        }
        return start;
    }

    private static int wordFrom(byte[] text, int from, int to) {
        int start = to;
        while (start > from && !isSpace(text[start - 1]) && ",:{}[]()\"'".indexOf(text[start - 1]) < 0) {
            start--;
        }
        return start;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }
}
