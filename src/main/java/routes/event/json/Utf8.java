package routes.event.json;

/** Well-formed UTF-8 (RFC 3629 section 4): no overlong form, no surrogate, nothing above U+10FFFF. */
final class Utf8 {

    private Utf8() {}

    /** The offset after the character of two to four bytes that begins at {@code at}. */
    static int after(byte[] bytes, int at, int to) throws JsonException {
        int lead = bytes[at] & 0xFF;
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4 || at + length > to || !isSecond(lead, bytes[at + 1] & 0xFF)) {
            throw new JsonException(at, "UTF-8");
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                throw new JsonException(at, "UTF-8");
            }
        }
        return at + length;
    }

    /** The second byte's range depends on the first: that is where overlong forms and surrogates are told. */
    private static boolean isSecond(int lead, int second) {
        return switch (lead) {
            case 0xE0 -> second >= 0xA0 && second <= 0xBF;
            case 0xED -> second >= 0x80 && second <= 0x9F;
            case 0xF0 -> second >= 0x90 && second <= 0xBF;
            case 0xF4 -> second >= 0x80 && second <= 0x8F;
            default -> (second & 0xC0) == 0x80;
        };
    }

    /** Writes a code point and returns the offset after it. */
    static int put(int codePoint, byte[] out, int at) {
        int i = at;
        if (codePoint < 0x80) {
            out[i++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            out[i++] = (byte) (0xC0 | (codePoint >> 6));
            out[i++] = (byte) (0x80 | (codePoint & 0x3F));
        } else if (codePoint < 0x10000) {
            out[i++] = (byte) (0xE0 | (codePoint >> 12));
            out[i++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
            out[i++] = (byte) (0x80 | (codePoint & 0x3F));
        } else {
            out[i++] = (byte) (0xF0 | (codePoint >> 18));
            out[i++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
            out[i++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
            out[i++] = (byte) (0x80 | (codePoint & 0x3F));
        }
        return i;
    }
}
