package routes.event.json;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What a scanner found, in the order of the bytes: one entry for each member and element. An entry is meant by its place on
 * the tape; the entries of a container's content follow it directly, up to {@link #next}.
 *
 * <p>An entry is six numbers: mark, name from, name to, value from, value to, next. Name and string offsets hold the quotes.
 * The mark's low byte is the value's {@link Shape}, its second byte the name's index in the dictionary, the rest are flags.
 */
public final class Tape {

    /** The name of a member that is not in the dictionary. */
    public static final int UNKNOWN = 0xFF;

    /** The name of an element or of the event itself. */
    public static final int NAMELESS = 0xFE;

    static final int STRIDE = 6;

    static final int NAME_ESCAPED = 1 << 16;
    static final int NAME_SURROGATE = 1 << 17;
    static final int ESCAPED = 1 << 18;
    static final int SURROGATE = 1 << 19;
    /** Set on an event with white space outside its strings. */
    static final int SPACED = 1 << 20;
    /** The name is written from the dictionary. */
    static final int NAME_PLAIN = 1 << 21;
    /** The value is written without escapes. */
    static final int PLAIN = 1 << 22;
    /** Another text is written in place of the value. */
    static final int REPLACED = 1 << 23;

    private static final int REMOVAL_SHIFT = 24;
    private static final int REMOVAL = 7 << REMOVAL_SHIFT;
    private static final int CHANGED = NAME_SURROGATE | SURROGATE | SPACED | NAME_PLAIN | PLAIN | REPLACED | REMOVAL;

    private final byte[] json;
    private int[] cells;
    private int length;
    /** By entry; null where there is none, as nearly always. */
    private Map<Integer, byte[]> replacements;

    private int growth;

    Tape(byte[] json, int entries) {
        this.json = json;
        this.cells = new int[Math.max(16, entries) * STRIDE];
    }

    public byte[] json() {
        return json;
    }

    public Shape shape(int entry) {
        return Shape.of(cells[entry] & 0xFF);
    }

    /** The name's index in the dictionary, {@link #UNKNOWN} or {@link #NAMELESS}. */
    public int name(int entry) {
        return cells[entry] >> 8 & 0xFF;
    }

    public int nameFrom(int entry) {
        return cells[entry + 1];
    }

    public int nameTo(int entry) {
        return cells[entry + 2];
    }

    public int from(int entry) {
        return cells[entry + 3];
    }

    public int to(int entry) {
        return cells[entry + 4];
    }

    /** The entry after this one and all that is in it. */
    public int next(int entry) {
        return cells[entry + 5];
    }

    /** The entry that is next in the order of the bytes: of a container the first in it, where it is not empty. */
    public int inside(int entry) {
        return entry + STRIDE;
    }

    /**
     * The entry of an object's member that is still there, negative where there is none.
     *
     * @param name its index in the dictionary
     */
    public int member(int object, int name) {
        int end = next(object);
        for (int i = inside(object); i < end; i = next(i)) {
            if (name(i) == name && !isRemoved(i)) {
                return i;
            }
        }
        return -1;
    }

    public boolean isNameEscaped(int entry) {
        return has(entry, NAME_ESCAPED);
    }

    public boolean isEscaped(int entry) {
        return has(entry, ESCAPED);
    }

    public boolean isRemoved(int entry) {
        return has(entry, REMOVAL);
    }

    /** Why the entry is not written; only for one that is removed. */
    public Removal removal(int entry) {
        return Removal.of((cells[entry] & REMOVAL) >> REMOVAL_SHIFT);
    }

    /** The member or element is not written, with all that is in it. The first reason stays. */
    public void remove(int entry, Removal reason) {
        if (!isRemoved(entry)) {
            cells[entry] |= reason.code() << REMOVAL_SHIFT;
        }
    }

    /** The string is written without escapes; only for one that needs none. */
    public void writePlainly(int entry) {
        cells[entry] |= PLAIN;
    }

    /** Another text is written in place of a string: UTF-8, in which nothing needs an escape. */
    public void replace(int entry, byte[] text) {
        replacements = replacements == null ? new HashMap<>() : replacements;
        replacements.put(entry, text);
        growth += Math.max(0, text.length + 2 - (to(entry) - from(entry)));
        mark(entry, REPLACED);
    }

    byte[] replacement(int entry) {
        return replacements.get(entry);
    }

    /** How many bytes longer than they came values may be written, all together. */
    public int growth() {
        return growth;
    }

    /** Whether the value is written otherwise than it came. */
    boolean isChanged(int entry) {
        int end = next(entry);
        for (int i = entry; i < end; i += STRIDE) {
            if (has(i, CHANGED)) {
                return true;
            }
        }
        return false;
    }

    boolean has(int entry, int flags) {
        return (cells[entry] & flags) != 0;
    }

    int length() {
        return length;
    }

    int entries() {
        return length / STRIDE;
    }

    /** Forgets everything from this entry on. */
    void cut(int entry) {
        length = entry;
    }

    int add(int mark, int nameFrom, int nameTo, int from, int to) {
        int entry = length;
        if (entry + STRIDE > cells.length) {
            cells = Arrays.copyOf(cells, cells.length * 2);
        }
        length = entry + STRIDE;
        cells[entry] = mark;
        cells[entry + 1] = nameFrom;
        cells[entry + 2] = nameTo;
        cells[entry + 3] = from;
        cells[entry + 4] = to;
        cells[entry + 5] = length;
        return entry;
    }

    /** Ends a container: what was added since is in it. */
    void close(int entry, int to) {
        cells[entry + 4] = to;
        cells[entry + 5] = length;
    }

    void mark(int entry, int flags) {
        cells[entry] |= flags;
    }
}
