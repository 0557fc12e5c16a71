package routes.accept.strip;

/**
 * White space, controls and invisible signs of Unicode (categories Z, Cc and Cf) in UTF-8. RFC 8259 section 2 knows four of them
 * as white space; readers that are not strict pass over the others as well.
 */
final class Gaps {

    /** Stands for bytes that are no character; it is none of a gap. */
    private static final int NONE = -1;

    private Gaps() {}

    /** Where the first character from {@code from} on begins that is none of them, or {@code to}. */
    static int after(byte[] text, int from, int to) {
        int at = from;
        while (at < to) {
            int next = at + length(text[at]);
            if (!isGap(codePoint(text, at, next, to))) {
                return at;
            }
            at = next;
        }
        return to;
    }

    /** Where the last character before {@code to} ends that is none of them, or {@code from}. */
    static int before(byte[] text, int from, int to) {
        int end = to;
        while (end > from) {
            int start = end - 1;
            while (start > from && isContinuation(text[start])) {
                start--;
            }
            if (!isGap(codePoint(text, start, start + length(text[start]), end))) {
                return end;
            }
            end = start;
        }
        return from;
    }

    private static boolean isGap(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint != NONE && (codePoint <= ' ' || codePoint == 0x7F);
        }
        int category = Character.getType(codePoint);
        return category == Character.FORMAT || Character.isSpaceChar(codePoint) || Character.isISOControl(codePoint);
    }

    /** Of the character from {@code at} to {@code next}, or a negative number where these bytes are none. */
    static int codePoint(byte[] text, int at, int next, int to) {
        byte lead = text[at];
        if (lead >= 0) {
            return lead;
        }
        if (isContinuation(lead) || next > to) {
            return NONE;
        }
        int codePoint = lead & (0x7F >> (next - at));
        for (int i = at + 1; i < next; i++) {
            codePoint = (codePoint << 6) | (text[i] & 0x3F);
        }
        return codePoint;
    }

    /** How many bytes a character has that begins with this one. */
    static int length(byte lead) {
        int bits = lead & 0xFF;
        if (bits < 0xC0) {
            return 1;
        }
        return bits < 0xE0 ? 2 : bits < 0xF0 ? 3 : 4;
    }

    private static boolean isContinuation(byte part) {
        return (part & 0xC0) == 0x80;
    }
}
