package routes.event.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Passes over strings that were checked before, eight bytes at a step. */
public final class Quotes {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';

    private Quotes() {}

    /** The offset after the closing quote of the string whose opening quote is at {@code at}; {@code to} where there is none. */
    public static int after(byte[] json, int at, int to) {
        int i = special(json, at + 1, to);
        while (i < to && json[i] == '\\') {
            i = special(json, Math.min(i + 2, to), to);
        }
        return Math.min(i + 1, to);
    }

    /** The next quote or backslash; {@code to} where there is none. */
    private static int special(byte[] json, int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long word = (long) WORD.get(json, i);
            long quote = word ^ QUOTES;
            long backslash = word ^ BACKSLASHES;
            // zero bytes; what this flags above a real hit does not matter, the lowest flag is always right
            long flags = (((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash)) & HIGHS;
            if (flags != 0) {
                return i + (Long.numberOfTrailingZeros(flags) >> 3);
            }
        }
        while (i < to && json[i] != '"' && json[i] != '\\') {
            i++;
        }
        return i;
    }
}
