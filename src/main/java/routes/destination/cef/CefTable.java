package routes.destination.cef;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import routes.destination.Choice;
import routes.event.Family;
import routes.event.Field;

/**
 * Which field of one family's events is which key of their lines, as {@code META-INF/siem-router/cef-fields.txt} says it: the pairs that
 * stay as long as they can, and those that are the first to go. A field that is not there reaches no key: the event's members are
 * looked up, never walked over.
 */
final class CefTable {

    private static final int COLUMNS = 7;
    /** The label of the pair that does. */
    private static final String GIVES_WAY = "SensitivityTags";

    private final Family family;
    private final List<CefPair> kept = new ArrayList<>();
    private final List<CefPair> optional = new ArrayList<>();
    /** One object for each name: pairs that follow each other and ask for the same field are recognised by it. */
    private final Map<String, Field> fields = new HashMap<>();

    private CefTable(Family family) {
        this.family = family;
    }

    static CefTable of(Family family) {
        return of(family, CefLines.of("cef-fields.txt"));
    }

    /** @throws IllegalArgumentException that names the line with which something is wrong */
    static CefTable of(Family family, List<CefLines.Line> lines) {
        CefTable table = new CefTable(family);
        lines.forEach(table::read);
        return table;
    }

    List<CefPair> kept() {
        return kept;
    }

    List<CefPair> optional() {
        return optional;
    }

    /** What a key of that name is already. */
    Optional<CefPair> pair(String key) {
        return Stream.concat(kept.stream(), optional.stream())
                .filter(pair -> pair.key().name().equals(key))
                .findFirst();
    }

    /** Whether it gives way to whoever asks for the key: what it says stands under another key too. */
    boolean isOurs(CefPair pair) {
        return pair.key().label().equals(GIVES_WAY) && optional.contains(pair);
    }

    /** Takes out what gives way under this key, where there is such a thing. */
    void drop(String key) {
        optional.removeIf(pair -> pair.key().name().equals(key) && isOurs(pair));
    }

    /** One more, behind all others. */
    void add(CefKey key, CefForm form, String source) {
        optional.add(CefPair.of(key, form, source, null, this::field));
    }

    private void read(CefLines.Line line) {
        List<String> columns = line.columns();
        if (columns.size() < COLUMNS || columns.size() > COLUMNS + 1) {
            throw line.wrong("expected key, label, form, field, limit, families, place and perhaps when");
        }
        try {
            boolean isTheirs = Arrays.stream(columns.get(5).split(",", -1))
                    .map(name -> Choice.of("family", Family.class, name))
                    .toList()
                    .contains(family);
            CefForm form = Choice.of("form", CefForm.class, columns.get(2));
            CefKey key = key(columns.get(0), columns.get(1), form, columns.get(4));
            CefPair.When when = columns.size() > COLUMNS ? when(columns.get(COLUMNS)) : null;
            CefPair pair = CefPair.of(key, form, columns.get(3), when, this::field);
            if (isTheirs) {
                add(pair, columns.get(6));
            }
        } catch (IllegalArgumentException wrong) {
            throw line.wrong(wrong.getMessage());
        }
    }

    private void add(CefPair pair, String place) {
        if (!place.matches("kept|optional")) {
            throw new IllegalArgumentException("place " + place + ": expected kept or optional");
        }
        // another label, or another condition, says that no event has both
        boolean isTaken = Stream.concat(kept.stream(), optional.stream())
                .filter(other -> other.key().name().equals(pair.key().name()))
                .anyMatch(other -> other.key().label().equals(pair.key().label())
                        && (other.when() == null
                                || pair.when() == null
                                || Arrays.equals(
                                        other.when().json(), pair.when().json())));
        if (isTaken) {
            throw new IllegalArgumentException("key " + pair.key().name() + " is there twice in family " + family.word()
                    + ": expected a slot, a label or a condition of its own");
        }
        (place.equals("kept") ? kept : optional).add(pair);
    }

    private static CefKey key(String name, String label, CefForm form, String limit) {
        if (!name.matches("[A-Za-z0-9]+") || !label.matches("-|[A-Za-z0-9]+")) {
            throw new IllegalArgumentException(
                    "key " + name + ", label " + label + ": expected letters and digits, or - for no label");
        }
        return CefKey.of(name, label.equals("-") ? "" : label, form.limit(limit));
    }

    private CefPair.When when(String condition) {
        if (!condition.matches("\\w+=\\w+")) {
            throw new IllegalArgumentException("when " + condition + ": expected field=text");
        }
        int equals = condition.indexOf('=');
        return new CefPair.When(
                field(condition.substring(0, equals)),
                ("\"" + condition.substring(equals + 1) + "\"").getBytes(StandardCharsets.US_ASCII));
    }

    private Field field(String name) {
        return fields.computeIfAbsent(name, Field::new);
    }
}
