package routes.event.json;

import java.util.Arrays;

/** Takes one level of JSON's escapes from any text, also from what is no JSON; what is no escape stays as it is. */
public final class LooseEscapes {

    private LooseEscapes() {}

    /** As long as the text only where it holds no escape. Line breaks and the like become spaces. */
    public static byte[] decode(byte[] text) {
        byte[] out = new byte[text.length];
        int length = 0;
        int i = 0;
        while (i < text.length) {
            if (text[i] != '\\' || i + 1 == text.length) {
                out[length++] = text[i++];
            } else if (isUnicode(text, i)) {
                int codePoint = Escapes.codePoint(text, i, text.length);
                i += codePoint > 0xFFFF ? 12 : 6;
                length = Utf8.put(Escapes.isSurrogate(codePoint) ? 0xFFFD : codePoint, out, length);
            } else {
                out[length++] = simple(text[i + 1]);
                i += 2;
            }
        }
        return Arrays.copyOf(out, length);
    }

    private static boolean isUnicode(byte[] text, int at) {
        return text[at + 1] == 'u' && at + 6 <= text.length && Escapes.hex(text, at + 2) >= 0;
    }

    private static byte simple(byte letter) {
        return switch (letter) {
            case 'n', 'r', 't', 'b', 'f' -> ' ';
            default -> letter;
        };
    }
}
