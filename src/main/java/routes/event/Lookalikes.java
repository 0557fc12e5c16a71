package routes.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads names as they look: Cyrillic, Greek, full-width, mathematical and other letters as the Latin ones that they look like,
 * by the skeletons of UTS #39 section 4 and compatible decomposition. The table is {@code names/lookalikes.txt}; see
 * docs/decisions.
 */
final class Lookalikes {

    private static final String TABLE = "/names/lookalikes.txt";
    private static final Map<Integer, String> LATIN = table();

    private Lookalikes() {}

    /** Letters of ASCII where there are some to be seen, other letters in lower case, an underscore for everything else. */
    static byte[] read(byte[] name) {
        StringBuilder read = new StringBuilder(name.length);
        new String(name, UTF_8).codePoints().forEach(character -> {
            if (character < 0x80) {
                read.append((char) character);
            } else if (LATIN.containsKey(character)) {
                read.append(LATIN.get(character));
            } else {
                Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKD)
                        .codePoints()
                        .forEach(part -> part(part, read));
            }
        });
        return read.toString().getBytes(UTF_8);
    }

    private static void part(int part, StringBuilder read) {
        String latin = LATIN.get(part);
        if (latin != null) {
            read.append(latin);
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

    private static Map<Integer, String> table() {
        Map<Integer, String> table = new HashMap<>();
        try (InputStream file = Lookalikes.class.getResourceAsStream(TABLE);
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
