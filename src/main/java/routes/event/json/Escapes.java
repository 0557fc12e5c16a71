package routes.event.json;

import java.util.Arrays;

/** The escapes of JSON strings, RFC 8259 section 7. Everything here works on strings that were scanned. */
public final class Escapes {

    private static final byte[] REPLACEMENT = {'\\', 'u', 'f', 'f', 'f', 'd'};

    private Escapes() {}

    /** The text of a string as UTF-8, quotes not among the bytes given; a lone surrogate becomes U+FFFD. */
    public static byte[] decode(byte[] json, int from, int to) {
        byte[] out = new byte[to - from];
        int length = 0;
        int i = from;
        while (i < to) {
            byte b = json[i];
            if (b != '\\') {
                out[length++] = b;
                i++;
            } else if (json[i + 1] != 'u') {
                out[length++] = simple(json[i + 1]);
                i += 2;
            } else {
                int codePoint = codePoint(json, i, to);
                i += codePoint > 0xFFFF ? 12 : 6;
                length = Utf8.put(isSurrogate(codePoint) ? 0xFFFD : codePoint, out, length);
            }
        }
        return Arrays.copyOf(out, length);
    }

    /** Copies a string as it is written, each lone surrogate's escape replaced; returns the offset after it. */
    static int copyMended(byte[] json, int from, int to, byte[] out, int at) {
        System.arraycopy(json, from, out, at, to - from);
        int i = from;
        while (i < to) {
            if (json[i] != '\\') {
                i++;
            } else if (json[i + 1] != 'u') {
                i += 2;
            } else {
                int codePoint = codePoint(json, i, to);
                if (isSurrogate(codePoint)) {
                    System.arraycopy(REPLACEMENT, 0, out, at + i - from, REPLACEMENT.length);
                }
                i += codePoint > 0xFFFF ? 12 : 6;
            }
        }
        return at + to - from;
    }

    /** What the {@code \\u} escape at {@code at} means together with the one after it; a surrogate where it stands alone. */
    static int codePoint(byte[] json, int at, int to) {
        int unit = hex(json, at + 2);
        if (unit >= 0xD800 && unit <= 0xDBFF && at + 12 <= to && json[at + 6] == '\\' && json[at + 7] == 'u') {
            int low = hex(json, at + 8);
            if (low >= 0xDC00 && low <= 0xDFFF) {
                return 0x10000 + ((unit - 0xD800) << 10) + low - 0xDC00;
            }
        }
        return unit;
    }

    static boolean isSurrogate(int codePoint) {
        return codePoint >= 0xD800 && codePoint <= 0xDFFF;
    }

    /** Four hexadecimal digits, or a negative number where there is something else. */
    static int hex(byte[] json, int at) {
        return (Character.digit(json[at], 16) << 12)
                | (Character.digit(json[at + 1], 16) << 8)
                | (Character.digit(json[at + 2], 16) << 4)
                | Character.digit(json[at + 3], 16);
    }

    private static byte simple(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }
}
