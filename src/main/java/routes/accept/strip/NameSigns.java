package routes.accept.strip;

import java.util.Arrays;

/**
 * How the bytes of a name are compared, and where its words begin and end. A word is what separators, digits and capitals set
 * apart: {@code rawContent_v2} is raw, content, v and 2. Each digit and each character outside ASCII is a word of its own.
 *
 * <p>Of ASCII, UTS #39 confuses {@code 0} with {@code o}, {@code 1}, {@code i} and {@code |} with {@code l}, and {@code m}
 * with {@code rn}; so does this, and it looks at no case. {@code u} and {@code v} are one sign too, because U+028B and U+01B2 are a {@code v}
 * by their names and a {@code u} by their looks.
 */
final class NameSigns {

    /** How many signs there are: the letters, the digits, and the bytes above ASCII. */
    static final int COUNT = 26 + 10 + 128;

    private static final byte OTHER = 0;
    private static final byte SMALL = 1;
    private static final byte CAPITAL = 2;
    private static final byte DIGIT = 3;
    private static final byte LEAD = 4;
    private static final byte TRAIL = 5;

    private static final byte[] KINDS = kinds();
    private static final short[] SIGNS = signs();

    private NameSigns() {}

    /** The sign of a letter or digit, negative for a separator; {@code m} is {@link #isEm}, and has two. */
    static int of(byte b) {
        return SIGNS[b & 0xFF];
    }

    static boolean isEm(byte b) {
        return (b | 0x20) == 'm';
    }

    static boolean isSeparator(byte b) {
        return KINDS[b & 0xFF] == OTHER;
    }

    /** Whether a small letter stands after a small letter, as almost all do: no word begins there. */
    static boolean goesOn(byte[] name, int from, int at) {
        return isSmall(name[at]) && at > from && isSmall(name[at - 1]);
    }

    private static boolean isSmall(byte b) {
        return b >= 'a' && b <= 'z';
    }

    /** Whether a word begins at this byte. */
    static boolean begins(byte[] name, int from, int at, int to) {
        byte kind = KINDS[name[at] & 0xFF];
        if (kind == OTHER || kind == TRAIL) {
            return false;
        }
        if (at == from || kind == LEAD || kind == DIGIT) {
            return true;
        }
        byte before = KINDS[name[at - 1] & 0xFF];
        if (before == kind) {
            // of several capitals the last begins the word that goes on in small letters
            return kind == CAPITAL && at + 1 < to && KINDS[name[at + 1] & 0xFF] == SMALL;
        }
        return !(before == CAPITAL && kind == SMALL);
    }

    /** Whether a word ends with this byte. */
    static boolean ends(byte[] name, int from, int at, int to) {
        return at + 1 == to || isSeparator(name[at + 1]) || begins(name, from, at + 1, to);
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        Arrays.fill(kinds, 'a', 'z' + 1, SMALL);
        Arrays.fill(kinds, 'A', 'Z' + 1, CAPITAL);
        Arrays.fill(kinds, '0', '9' + 1, DIGIT);
        kinds['|'] = DIGIT;
        Arrays.fill(kinds, 0x80, 0xC0, TRAIL);
        Arrays.fill(kinds, 0xC0, 0x100, LEAD);
        return kinds;
    }

    private static short[] signs() {
        short[] signs = new short[256];
        Arrays.fill(signs, (short) -1);
        for (int letter = 0; letter < 26; letter++) {
            signs['a' + letter] = (short) letter;
            signs['A' + letter] = (short) letter;
        }
        for (int digit = 0; digit < 10; digit++) {
            signs['0' + digit] = (short) (26 + digit);
        }
        for (int high = 0x80; high < 0x100; high++) {
            signs[high] = (short) (36 + high - 0x80);
        }
        for (char like : new char[] {'1', '|', 'i', 'I'}) {
            signs[like] = signs['l'];
        }
        signs['0'] = signs['o'];
        signs['v'] = signs['u'];
        signs['V'] = signs['u'];
        return signs;
    }
}
