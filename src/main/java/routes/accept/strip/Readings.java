package routes.accept.strip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What each character is read as, in UTF-8. Looking one up costs the same for all: it is found out once, for a block of 256 when the first
 * of them is met. The table of look-alikes is {@code names/lookalikes.txt}; what is not in it is decomposed.
 */
final class Readings {

    /** Stands for a character that is read as it is. */
    static final byte[] ITSELF = {};

    private static final byte[] NOTHING_SEEN = {'_'};
    private static final int BLOCK = 256;
    /** Bytes. One character stands for more, U+FDFA, a sentence that is no part of a name. */
    private static final int LONGEST = 18;

    private static final String TABLE = "/names/lookalikes.txt";

    /** Letters and digits of ASCII that a character looks like. */
    private final Map<Integer, String> latin = table();
    /** Most blocks hold nothing but one of these. */
    private final byte[][] letters = blockOf(ITSELF);

    private final byte[][] gaps = blockOf(NOTHING_SEEN);
    private final AtomicReferenceArray<byte[][]> blocks =
            new AtomicReferenceArray<>((Character.MAX_CODE_POINT + 1) / BLOCK);

    byte[] of(int character) {
        if (!Character.isValidCodePoint(character)) {
            return NOTHING_SEEN;
        }
        byte[][] block = blocks.get(character / BLOCK);
        return (block == null ? fill(character / BLOCK) : block)[character % BLOCK];
    }

    private byte[][] fill(int index) {
        byte[][] block = new byte[BLOCK][];
        for (int i = 0; i < BLOCK; i++) {
            block[i] = reading(index * BLOCK + i);
        }
        byte[][] shared = Arrays.equals(block, letters) ? letters : Arrays.equals(block, gaps) ? gaps : block;
        blocks.set(index, shared);
        return shared;
    }

    private byte[] reading(int character) {
        String itself = Character.toString(character);
        StringBuilder read = new StringBuilder();
        if (latin.containsKey(character)) {
            read.append(latin.get(character));
        } else if (isNothing(character)) {
            return NOTHING_SEEN;
        } else {
            Normalizer.normalize(itself, Normalizer.Form.NFKD).codePoints().forEach(part -> part(part, read));
        }
        if (read.toString().equals(itself)) {
            return ITSELF;
        }
        byte[] bytes = read.toString().getBytes(UTF_8);
        return bytes.length > LONGEST || Arrays.equals(bytes, NOTHING_SEEN) ? NOTHING_SEEN : bytes;
    }

    /** Most of what there is room for in Unicode is no character, and has no decomposition to be found out. */
    private static boolean isNothing(int character) {
        int type = Character.getType(character);
        return type == Character.UNASSIGNED || type == Character.PRIVATE_USE || type == Character.SURROGATE;
    }

    private void part(int part, StringBuilder read) {
        String letters = latin.get(part);
        if (letters != null) {
            read.append(letters);
        } else if (part < 0x80) {
            read.append((char) part);
        } else if (Character.isLetterOrDigit(part) && !isInvisible(part)) {
            read.appendCodePoint(Character.toLowerCase(part));
        } else {
            read.append('_');
        }
    }

    /** Two fillers of Hangul are letters, and cannot be seen; all other invisible characters are no letters. */
    private static boolean isInvisible(int character) {
        return character == 0x115F || character == 0x1160;
    }

    private static byte[][] blockOf(byte[] reading) {
        byte[][] block = new byte[BLOCK][];
        Arrays.fill(block, reading);
        return block;
    }

    private static Map<Integer, String> table() {
        Map<Integer, String> table = new HashMap<>();
        try (InputStream file = Readings.class.getResourceAsStream(TABLE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                int tab = line.indexOf('\t');
                String latin = line.substring(0, tab);
                line.substring(tab + 1).codePoints().forEach(character -> table.put(character, latin));
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Map.copyOf(table);
    }
}
