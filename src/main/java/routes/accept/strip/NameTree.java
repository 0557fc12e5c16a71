package routes.accept.strip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Names, sign by sign, to be found in longer names: as one of their words, or several in a row whatever stands between them.
 * What a search costs grows with the name's length alone, however many names there are.
 */
final class NameTree {

    static final int ABSENT = -1;

    private static final int ROOT = 0;
    private static final int NOWHERE = 0;
    private static final int MOST = Character.MAX_VALUE;

    /** Where each sign leads from each node. */
    private char[] next = new char[64 * NameSigns.COUNT];
    /** The families of the name that ends at a node, as bits. */
    private byte[] ends = new byte[64];

    /** Bytes that a name begins with; all others need no further look. */
    private final boolean[] first = new boolean[256];

    private int nodes = 1;

    /** @param names with the families that they are for, as bits */
    NameTree(Map<String, Integer> names) {
        names.forEach((name, families) -> add(read(name), families));
        for (int b = 0; b < first.length; b++) {
            first[b] = !NameSigns.isSeparator((byte) b) && step(ROOT, (byte) b) != NOWHERE;
        }
    }

    boolean isEmpty() {
        return nodes == 1;
    }

    /** Whether this is, as a whole, one of the names. */
    boolean holds(String name, int families) {
        int node = ROOT;
        for (byte b : read(name)) {
            if (!NameSigns.isSeparator(b)) {
                node = step(node, b);
                if (node == NOWHERE) {
                    return false;
                }
            }
        }
        return (ends[node] & families) != 0;
    }

    /** Where the last of the names that are in this one ends, or {@link #ABSENT}. */
    int lastEnd(byte[] name, int from, int to, int families) {
        int last = ABSENT;
        for (int i = from; i < to; i++) {
            if (first[name[i] & 0xFF] && !NameSigns.goesOn(name, from, i) && NameSigns.begins(name, from, i, to)) {
                last = Math.max(last, lastEnd(name, from, i, to, families));
            }
        }
        return last;
    }

    private static byte[] read(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return Lookalikes.read(utf8, 0, utf8.length);
    }

    private int lastEnd(byte[] name, int from, int at, int to, int families) {
        int last = ABSENT;
        int node = ROOT;
        for (int i = at; i < to; i++) {
            byte b = name[i];
            if (NameSigns.isSeparator(b)) {
                continue;
            }
            node = step(node, b);
            if (node == NOWHERE) {
                break;
            }
            if ((ends[node] & families) != 0 && NameSigns.ends(name, from, i, to)) {
                last = i + 1;
            }
        }
        return last;
    }

    private int step(int node, byte b) {
        if (NameSigns.isEm(b)) {
            int half = next[node * NameSigns.COUNT + NameSigns.of((byte) 'r')];
            return half == NOWHERE ? NOWHERE : next[half * NameSigns.COUNT + NameSigns.of((byte) 'n')];
        }
        return next[node * NameSigns.COUNT + NameSigns.of(b)];
    }

    private void add(byte[] name, int families) {
        int node = ROOT;
        for (byte b : name) {
            if (NameSigns.isEm(b)) {
                node = grow(grow(node, (byte) 'r'), (byte) 'n');
            } else if (!NameSigns.isSeparator(b)) {
                node = grow(node, b);
            }
        }
        if (node != ROOT) {
            ends[node] |= (byte) families;
        }
    }

    private int grow(int node, byte b) {
        int edge = node * NameSigns.COUNT + NameSigns.of(b);
        if (next[edge] == NOWHERE) {
            if (nodes == MOST) {
                throw new IllegalArgumentException("siem.accept.forbidden-names: more than " + MOST
                        + " letters altogether; shorten the list, a part of a name is enough");
            }
            if (nodes == ends.length) {
                ends = Arrays.copyOf(ends, nodes * 2);
                next = Arrays.copyOf(next, next.length * 2);
            }
            next[edge] = (char) nodes++;
        }
        return next[edge];
    }
}
