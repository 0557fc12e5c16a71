package routes.event.json;

/** Writes scanned values compactly, without what is marked as removed, and counts what it leaves out. */
public final class JsonWriter {

    private final Tape tape;
    private final byte[] json;
    private final Words dictionary;
    private final byte[] out;
    private RemovedCounts removed = new RemovedCounts();
    private int length;

    /** @param most bytes that will be written; a value is written longer than it came by {@link Tape#growth} at most */
    public JsonWriter(Tape tape, Words dictionary, int most) {
        this.tape = tape;
        this.json = tape.json();
        this.dictionary = dictionary;
        this.out = new byte[most];
    }

    /** Only the first {@link #length} bytes count. */
    public byte[] bytes() {
        return out;
    }

    public int length() {
        return length;
    }

    /** From now on, members and elements that are left out are counted there; what was inside them is not counted again. */
    public void countIn(RemovedCounts counts) {
        removed = counts;
    }

    /** Writes the value of this entry; one that goes on as it came is a single copy. */
    public void value(int entry) {
        if (tape.isChanged(entry)) {
            rewrite(entry);
        } else {
            copy(tape.from(entry), tape.to(entry));
        }
    }

    public void put(byte b) {
        out[length++] = b;
    }

    public void put(byte[] bytes) {
        System.arraycopy(bytes, 0, out, length, bytes.length);
        length += bytes.length;
    }

    /** Takes back the last byte. */
    public void back() {
        length--;
    }

    /** Calls itself once a level of nesting, so at most as often as {@link Limits#depth} says. */
    private void rewrite(int entry) {
        switch (tape.shape(entry)) {
            case OBJECT -> container(entry, '{', '}');
            case ARRAY -> container(entry, '[', ']');
            case STRING -> string(entry);
            default -> copy(tape.from(entry), tape.to(entry));
        }
    }

    private void container(int entry, char opening, char closing) {
        put((byte) opening);
        boolean first = true;
        int end = tape.next(entry);
        for (int i = tape.inside(entry); i < end; i = tape.next(i)) {
            if (tape.isRemoved(i)) {
                removed.add(tape.removal(i), tape.name(i) == Tape.NAMELESS ? tape.name(entry) : tape.name(i));
                continue;
            }
            if (!first) {
                put((byte) ',');
            }
            first = false;
            name(i);
            rewrite(i);
        }
        put((byte) closing);
    }

    private void name(int entry) {
        if (tape.name(entry) == Tape.NAMELESS) {
            return;
        }
        if (tape.has(entry, Tape.NAME_PLAIN)) {
            put((byte) '"');
            put(dictionary.utf8(tape.name(entry)));
            put((byte) '"');
        } else if (tape.has(entry, Tape.NAME_SURROGATE)) {
            length = Escapes.copyMended(json, tape.nameFrom(entry), tape.nameTo(entry), out, length);
        } else {
            copy(tape.nameFrom(entry), tape.nameTo(entry));
        }
        put((byte) ':');
    }

    private void string(int entry) {
        if (tape.has(entry, Tape.REPLACED)) {
            put((byte) '"');
            put(tape.replacement(entry));
            put((byte) '"');
        } else if (tape.has(entry, Tape.PLAIN)) {
            put((byte) '"');
            put(Escapes.decode(json, tape.from(entry) + 1, tape.to(entry) - 1));
            put((byte) '"');
        } else if (tape.has(entry, Tape.SURROGATE)) {
            length = Escapes.copyMended(json, tape.from(entry), tape.to(entry), out, length);
        } else {
            copy(tape.from(entry), tape.to(entry));
        }
    }

    private void copy(int from, int to) {
        System.arraycopy(json, from, out, length, to - from);
        length += to - from;
    }
}
