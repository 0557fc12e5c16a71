package routes.event.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the end of strings, eight bytes at a step, and says whether what it passed needs care. */
final class StringScanner {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';

    private boolean escaped;
    private boolean surrogate;

    /** The offset of the quote that closes the string whose first byte is at {@code at}. */
    int end(byte[] json, int at, int to) throws JsonException {
        escaped = false;
        surrogate = false;
        int i = at;
        while (true) {
            i = special(json, i, to);
            if (i == to) {
                throw new JsonException(to, "a closing quote");
            }
            byte b = json[i];
            if (b == '"') {
                return i;
            }
            if (b == '\\') {
                i = afterEscape(json, i, to);
            } else if (b < 0) {
                i = Utf8.after(json, i, to);
            } else {
                throw new JsonException(i, "an escape, for a control character");
            }
        }
    }

    /** Whether the last string holds an escape. */
    boolean isEscaped() {
        return escaped;
    }

    /** Whether the last string holds the escape of half a character. */
    boolean hasLoneSurrogate() {
        return surrogate;
    }

    /** The next quote, backslash, control character or byte above 0x7F; {@code to} where there is none. */
    private static int special(byte[] json, int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long word = (long) WORD.get(json, i);
            long quote = word ^ QUOTES;
            long backslash = word ^ BACKSLASHES;
            // the usual zero-byte trick; what it flags above a real hit does not matter, the lowest flag is always
            // right
            long flags =
                    (((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | (word - SPACES) | word) & HIGHS;
            if (flags != 0) {
                return i + (Long.numberOfTrailingZeros(flags) >> 3);
            }
        }
        for (; i < to; i++) {
            byte b = json[i];
            if (b < ' ' || b == '"' || b == '\\') {
                return i;
            }
        }
        return to;
    }

    private int afterEscape(byte[] json, int at, int to) throws JsonException {
        escaped = true;
        if (at + 1 < to) {
            switch (json[at + 1]) {
                case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                    return at + 2;
                }
                case 'u' -> {
                    if (at + 6 <= to && Escapes.hex(json, at + 2) >= 0) {
                        int codePoint = Escapes.codePoint(json, at, to);
                        surrogate |= Escapes.isSurrogate(codePoint);
                        return at + (codePoint > 0xFFFF ? 12 : 6);
                    }
                }
                default -> {
                    // falls out to the exception
                }
            }
        }
        throw new JsonException(at, "an escape of RFC 8259");
    }
}
