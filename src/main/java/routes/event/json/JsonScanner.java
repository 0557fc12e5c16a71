package routes.event.json;

import java.util.BitSet;

/**
 * Reads JSON values of one body, one after the other, and notes on the tape what is in them. A flaw ends the noting but not
 * the reading: the value is read to its end, so that the values after it are found.
 */
public final class JsonScanner {

    private final byte[] json;
    private final Words dictionary;
    private final Limits limits;
    private final Tape tape;
    private final DuplicateNames duplicates;
    private final OpenContainers open;
    private final StringScanner strings = new StringScanner();
    private final NumberScanner numbers = new NumberScanner();
    /** For each open container whether it is an object; beyond the permitted depth nothing else is known of it. */
    private final BitSet objects = new BitSet();

    private int to;
    private int root;
    private int depth;
    private boolean fresh;
    private boolean spaced;
    private Flaw flaw;
    private String pointer;
    private int nameMark;
    private int nameFrom;
    private int nameTo;

    /**
     * @param dictionary the documented names; at most 64, so that an object's are remembered in one number
     * @param seed of the hash that finds duplicate names
     */
    public JsonScanner(byte[] json, Words dictionary, Limits limits, long seed) {
        this.json = json;
        this.dictionary = dictionary;
        this.limits = limits;
        this.tape = new Tape(json, json.length / 24);
        this.duplicates = new DuplicateNames(tape, seed);
        this.open = new OpenContainers(tape, dictionary, limits.depth());
    }

    public Tape tape() {
        return tape;
    }

    /**
     * Reads the value that begins at {@code at} and notes it on the tape.
     *
     * @param end where the bytes end that may belong to it
     * @return the offset after it
     * @throws JsonException where it is not JSON; nothing of it is on the tape then
     */
    public int scan(int at, int end) throws JsonException {
        to = end;
        root = tape.length();
        depth = 0;
        flaw = null;
        pointer = "";
        spaced = false;
        duplicates.clear();
        open.clear();
        nameless();
        try {
            int i = value(at);
            while (depth > 0) {
                i = step(i);
            }
            finish(at, i);
            return i;
        } catch (JsonException malformed) {
            tape.cut(root);
            throw malformed;
        }
    }

    /** What is wrong with the value that was read last, or null. */
    public Flaw flaw() {
        return flaw;
    }

    /** A JSON pointer to the flaw, from the value; names that are not in the dictionary are shown as {@code *}. */
    public String pointer() {
        return pointer;
    }

    /** The tape entry of the value that was read last; only where it has no flaw. */
    public int root() {
        return root;
    }

    /** The first offset from {@code at} on that is not white space. */
    public int afterSpace(int at, int end) {
        int i = at;
        while (i < end && (json[i] == ' ' || json[i] == '\n' || json[i] == '\r' || json[i] == '\t')) {
            i++;
        }
        return i;
    }

    private void finish(int from, int end) {
        if (flaw == null && end - from > limits.eventBytes()) {
            report(Flaw.EVENT_TOO_LARGE, "");
        }
        if (flaw != null) {
            tape.cut(root);
        } else if (spaced) {
            tape.mark(root, Tape.SPACED);
        }
    }

    /** The next member or element of the innermost container, or its end. */
    private int step(int at) throws JsonException {
        boolean object = objects.get(depth);
        int i = space(at);
        byte b = byteAt(i, "the end of an object or array");
        if (b == (object ? '}' : ']')) {
            close(i + 1);
            return i + 1;
        }
        if (!fresh) {
            if (b != ',') {
                throw new JsonException(i, object ? "',' or '}'" : "',' or ']'");
            }
            i = space(i + 1);
        }
        fresh = false;
        if (object) {
            return value(space(name(i)));
        }
        nameless();
        return value(i);
    }

    /** A member's name and the colon after it. */
    private int name(int at) throws JsonException {
        if (byteAt(at, "a name in quotes") != '"') {
            throw new JsonException(at, "a name in quotes");
        }
        int end = strings.end(json, at + 1, to);
        nameFrom = at;
        nameTo = end + 1;
        nameMark = markOfName(at + 1, end);
        int colon = space(end + 1);
        if (byteAt(colon, "':'") != ':') {
            throw new JsonException(colon, "':'");
        }
        return colon + 1;
    }

    private int markOfName(int from, int end) {
        int known;
        int mark = 0;
        if (strings.isEscaped()) {
            byte[] decoded = Escapes.decode(json, from, end);
            known = dictionary.find(decoded, 0, decoded.length);
            mark = known == Words.ABSENT ? Tape.NAME_ESCAPED : Tape.NAME_ESCAPED | Tape.NAME_PLAIN;
            mark |= strings.hasLoneSurrogate() ? Tape.NAME_SURROGATE : 0;
        } else {
            known = dictionary.find(json, from, end);
        }
        if (end - from > limits.stringBytes()) {
            flawAt(Flaw.STRING_TOO_LONG, known == Words.ABSENT ? Tape.UNKNOWN : known);
        }
        return mark | (known == Words.ABSENT ? Tape.UNKNOWN : known) << 8;
    }

    private int value(int at) throws JsonException {
        byte b = byteAt(at, "a value");
        return switch (b) {
            case '"' -> string(at);
            case '{', '[' -> enter(at, b == '{');
            case 't' -> literal(at, "true", Shape.TRUE);
            case 'f' -> literal(at, "false", Shape.FALSE);
            case 'n' -> literal(at, "null", Shape.NULL);
            default -> number(at, b);
        };
    }

    private int string(int at) throws JsonException {
        int end = strings.end(json, at + 1, to);
        if (end - at - 1 > limits.stringBytes()) {
            flawAt(Flaw.STRING_TOO_LONG, nameMark >> 8 & 0xFF);
        }
        int flags = (strings.isEscaped() ? Tape.ESCAPED : 0) | (strings.hasLoneSurrogate() ? Tape.SURROGATE : 0);
        note(Shape.STRING, flags, at, end + 1);
        return end + 1;
    }

    private int number(int at, byte first) throws JsonException {
        if (first != '-' && (first < '0' || first > '9')) {
            throw new JsonException(at, "a value");
        }
        int end = numbers.end(json, at, to);
        if (end - at > limits.numberCharacters()) {
            flawAt(Flaw.NUMBER_TOO_LONG, nameMark >> 8 & 0xFF);
        }
        note(numbers.isInteger() ? Shape.INTEGER : Shape.DECIMAL, 0, at, end);
        return end;
    }

    private int literal(int at, String word, Shape shape) throws JsonException {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= to || json[at + i] != word.charAt(i)) {
                throw new JsonException(at, "a value");
            }
        }
        note(shape, 0, at, at + word.length());
        return at + word.length();
    }

    private int enter(int at, boolean object) {
        if (depth == limits.depth()) {
            flawAt(Flaw.TOO_DEEP, nameMark >> 8 & 0xFF);
        }
        int entry = note(object ? Shape.OBJECT : Shape.ARRAY, 0, at, at);
        depth++;
        objects.set(depth, object);
        fresh = true;
        if (flaw == null) {
            open.push(entry);
        }
        return at + 1;
    }

    private void close(int end) {
        depth--;
        fresh = false;
        if (flaw == null) {
            tape.close(open.pop(), end);
        }
    }

    private int note(Shape shape, int flags, int from, int end) {
        if (flaw != null) {
            return root;
        }
        if (tape.entries() == limits.values()) {
            report(Flaw.TOO_MANY_VALUES, "");
            return root;
        }
        int entry = tape.add(nameMark | flags | shape.code(), nameFrom, nameTo, from, end);
        int name = nameMark >> 8 & 0xFF;
        if (name != Tape.NAMELESS && isDuplicate(name, entry)) {
            flawAt(Flaw.DUPLICATE_KEY, name);
        } else if (from - tape.from(root) > limits.eventBytes()) {
            report(Flaw.EVENT_TOO_LARGE, "");
        }
        return entry;
    }

    private boolean isDuplicate(int name, int entry) {
        return name == Tape.UNKNOWN ? duplicates.seen(open.innermost(), entry) : open.hadKnown(name);
    }

    private void flawAt(Flaw found, int name) {
        if (flaw == null) {
            report(found, open.pointer(name));
        }
    }

    private void report(Flaw found, String where) {
        flaw = found;
        pointer = where;
        open.clear();
    }

    private void nameless() {
        nameMark = Tape.NAMELESS << 8;
        nameFrom = 0;
        nameTo = 0;
    }

    private int space(int at) {
        if (at < to && json[at] > ' ') {
            return at;
        }
        int after = afterSpace(at, to);
        spaced |= after != at;
        return after;
    }

    private byte byteAt(int at, String expected) throws JsonException {
        if (at >= to) {
            throw new JsonException(to, expected);
        }
        return json[at];
    }
}
