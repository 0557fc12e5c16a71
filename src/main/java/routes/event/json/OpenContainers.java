package routes.event.json;

/** The objects and arrays that are open where the scanner stands, down to the permitted depth. */
final class OpenContainers {

    private final Tape tape;
    private final Words dictionary;
    private final int[] entries;
    /** For each open object the documented names it had, one bit each. */
    private final long[] known;

    private int depth;

    OpenContainers(Tape tape, Words dictionary, int most) {
        this.tape = tape;
        this.dictionary = dictionary;
        this.entries = new int[most];
        this.known = new long[most];
    }

    void clear() {
        depth = 0;
    }

    void push(int entry) {
        entries[depth] = entry;
        known[depth] = 0;
        depth++;
    }

    int pop() {
        return entries[--depth];
    }

    int innermost() {
        return entries[depth - 1];
    }

    /** Whether the innermost object had this documented name before; from now on it has. */
    boolean hadKnown(int name) {
        long bit = 1L << name;
        boolean had = (known[depth - 1] & bit) != 0;
        known[depth - 1] |= bit;
        return had;
    }

    /**
     * A JSON pointer (RFC 6901) to the member of this name, or to the next element, of the innermost container. An event
     * names its own members, so a name that is not documented may hold anything and is not repeated.
     */
    String pointer(int name) {
        if (depth == 0) {
            return "";
        }
        StringBuilder pointer = new StringBuilder();
        for (int i = 1; i < depth; i++) {
            append(pointer, entries[i - 1], tape.name(entries[i]), entries[i]);
        }
        append(pointer, entries[depth - 1], name, tape.length());
        return pointer.toString();
    }

    private void append(StringBuilder pointer, int container, int name, int entry) {
        pointer.append('/');
        if (name == Tape.UNKNOWN) {
            pointer.append('*');
        } else if (name == Tape.NAMELESS) {
            pointer.append(elementsBefore(container, entry));
        } else {
            pointer.append(dictionary.text(name));
        }
    }

    private int elementsBefore(int container, int entry) {
        int count = 0;
        for (int i = tape.inside(container); i < entry; i = tape.next(i)) {
            count++;
        }
        return count;
    }
}
