package routes.event.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A fixed list of words that are looked up in bytes, without making a {@code String} of them. */
public final class Words {

    /** The index of a word that is not in the list. */
    public static final int ABSENT = -1;

    private final byte[][] words;
    private final short[] table;

    /** A word's index in the list is what {@link #find} answers. */
    public Words(List<String> list) {
        words = list.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        table = new short[Integer.highestOneBit(Math.max(1, words.length) * 8)];
        Arrays.fill(table, (short) ABSENT);
        for (int i = 0; i < words.length; i++) {
            int slot = slot(words[i], 0, words[i].length);
            while (table[slot] != ABSENT) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = (short) i;
        }
    }

    /** The index of the word that stands in these bytes, or {@link #ABSENT}. */
    public int find(byte[] bytes, int from, int to) {
        int slot = slot(bytes, from, to);
        while (table[slot] != ABSENT) {
            byte[] word = words[table[slot]];
            if (word.length == to - from && Arrays.equals(word, 0, word.length, bytes, from, to)) {
                return table[slot];
            }
            slot = (slot + 1) & (table.length - 1);
        }
        return ABSENT;
    }

    byte[] utf8(int index) {
        return words[index];
    }

    String text(int index) {
        return new String(words[index], StandardCharsets.UTF_8);
    }

    /** Length and three letters tell the words of the specification apart well enough. */
    private int slot(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return 0;
        }
        int hash = length * 0x9E37 + bytes[from] * 0x85EB + bytes[to - 1] * 0xC2B3 + bytes[from + length / 2] * 0x27D5;
        return (hash ^ (hash >>> 9)) & (table.length - 1);
    }
}
