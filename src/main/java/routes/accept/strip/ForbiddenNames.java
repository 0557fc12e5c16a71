package routes.accept.strip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import routes.accept.rule.FamilyRules;
import routes.accept.rule.KnownName;
import routes.event.Family;
import routes.event.json.Escapes;
import routes.event.json.Shape;
import routes.event.json.Tape;
import routes.event.json.Words;

/**
 * Names of fields that may hold raw content or credentials, as they are for one family. A name is forbidden where one of its
 * words ({@link NameSigns}), or several in a row, is in the list, every letter taken as the Latin one it looks like ({@link
 * Lookalikes}). It is not in the place of its family's events where it is documented, where the value is checked; where it is named as an
 * exception, spelt exactly; or where its last word is a measure and its value a number.
 */
final class ForbiddenNames {

    /** Last words of names that say how much there is of something, and not what: {@code token_count}. */
    static final List<String> MEASURES = List.of(
            "count",
            "counts",
            "total",
            "size",
            "length",
            "bytes",
            "chars",
            "characters",
            "words",
            "lines",
            "ms",
            "millis",
            "seconds",
            "time",
            "score",
            "confidence",
            "ratio",
            "percent",
            "rate",
            "index",
            "position",
            "offset",
            "limit",
            "depth");

    /** Digits before the point of a number that is a measure; card numbers have 13 and more. */
    static final int MEASURE_DIGITS = 12;

    private static final Words MEASURE_WORDS = new Words(MEASURES);

    private final NameTree tree;
    private final Words exceptions;
    private final int family;
    /** Documented names that are forbidden wherever they stand, one bit each. */
    private final long known;
    /** Documented names of which a part is forbidden: they pass where they are documented, and nowhere else. */
    private final long partly;

    /** @param exceptions names that pass although a part of them is forbidden; what is forbidden as a whole is none */
    ForbiddenNames(NameTree tree, List<String> exceptions, Family family) {
        this.tree = tree;
        this.family = family.bit();
        this.exceptions = new Words(exceptions.stream()
                .filter(name -> !tree.holds(name, this.family))
                .toList());
        long forbidden = 0;
        long inPart = 0;
        for (KnownName name : KnownName.values()) {
            if (tree.holds(name.text(), this.family)) {
                requireNotNeeded(family, name);
                forbidden |= name.bit();
            } else if (holdsForbidden(name.text())) {
                inPart |= name.bit();
            }
        }
        known = forbidden;
        partly = inPart;
    }

    /**
     * Whether the strip takes this member because of its name.
     *
     * @param documented whether the family's events have it in this place
     */
    boolean contains(Tape tape, int member, boolean documented) {
        int name = tape.name(member);
        if (name != Tape.UNKNOWN && (documented || (partly & 1L << name) == 0)) {
            return (known & 1L << name) != 0;
        }
        int from = tape.nameFrom(member) + 1;
        int to = tape.nameTo(member) - 1;
        if (tape.isNameEscaped(member)) {
            byte[] decoded = Escapes.decode(tape.json(), from, to);
            return contains(decoded, 0, decoded.length, isAmount(tape, member));
        }
        int last = lastEnd(tape.json(), from, to);
        return last != NameTree.ABSENT && !isExcused(tape.json(), from, to, last, isAmount(tape, member));
    }

    /**
     * Whether a member of this name is taken that stands in no documented place.
     *
     * @param amount whether the value is a number of few digits
     */
    boolean contains(byte[] name, int from, int to, boolean amount) {
        int last = lastEnd(name, from, to);
        return last != NameTree.ABSENT && !isExcused(name, from, to, last, amount);
    }

    /** Where the last forbidden name in this one ends; where letters are not Latin, at its end. */
    private int lastEnd(byte[] name, int from, int to) {
        if (isAscii(name, from, to)) {
            return tree.lastEnd(name, from, to, family);
        }
        byte[] read = Lookalikes.read(name, from, to);
        return tree.lastEnd(read, 0, read.length, family) == NameTree.ABSENT ? NameTree.ABSENT : to;
    }

    private boolean isExcused(byte[] name, int from, int to, int last, boolean amount) {
        return (amount && isMeasure(name, last, to)) || exceptions.find(name, from, to) != Words.ABSENT;
    }

    private boolean holdsForbidden(String name) {
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        return lastEnd(text, 0, text.length) != NameTree.ABSENT;
    }

    private static boolean isAscii(byte[] name, int from, int to) {
        int all = 0;
        for (int i = from; i < to; i++) {
            all |= name[i];
        }
        return all >= 0;
    }

    /** Whether the last word says how much, and is no part of what is forbidden. */
    private static boolean isMeasure(byte[] name, int from, int to) {
        int end = to;
        while (end > from && NameSigns.isSeparator(name[end - 1])) {
            end--;
        }
        int start = end - 1;
        while (start > from && !NameSigns.begins(name, from, start, end)) {
            start--;
        }
        if (start < from) {
            return false;
        }
        byte[] word = Arrays.copyOfRange(name, start, end);
        for (int i = 0; i < word.length; i++) {
            word[i] |= 0x20;
        }
        return MEASURE_WORDS.find(word, 0, word.length) != Words.ABSENT;
    }

    private static boolean isAmount(Tape tape, int member) {
        Shape shape = tape.shape(member);
        return (shape == Shape.INTEGER || shape == Shape.DECIMAL)
                && isAmount(tape.json(), tape.from(member), tape.to(member));
    }

    /** Whether these bytes begin with a number of few digits before its point. */
    static boolean isAmount(byte[] bytes, int from, int to) {
        int i = from < to && bytes[from] == '-' ? from + 1 : from;
        int first = i;
        while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i > first && i - first <= MEASURE_DIGITS && (i == to || (bytes[i] | 0x20) != 'e');
    }

    private static void requireNotNeeded(Family family, KnownName name) {
        if (FamilyRules.of(family).requires(name)) {
            throw new IllegalArgumentException("siem.accept.forbidden-names: " + name.text()
                    + " is a field that every event of the family " + family.word()
                    + " must have; take it out of the list");
        }
    }
}
