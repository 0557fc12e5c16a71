package routes.event;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Reads the event types: of every {@value #RESOURCE} on the class path, so that a jar of SIEM_LIB_DIR can bring types of its own. A line is a type,
 * in five columns: code, name, family, usual severity, and {@code selected} or {@code asked}, whether an integration gets it that
 * names no types. Lines that begin with # are comments.
 */
final class EventTypeTable {

    private static final String RESOURCE = "META-INF/siem-router/event-types.txt";

    private EventTypeTable() {}

    /** By rising code. */
    static List<EventType> load() {
        try {
            List<EventType> types = new ArrayList<>();
            for (URL table : Collections.list(
                    Thread.currentThread().getContextClassLoader().getResources(RESOURCE))) {
                read(table, types);
            }
            types.sort(Comparator.comparingInt(EventType::code));
            return List.copyOf(types);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(RESOURCE + " cannot be read from the class path", unreadable);
        }
    }

    private static void read(URL table, List<EventType> types) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(table.openStream(), StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    add(line, table + " line " + number, types);
                }
            }
        }
    }

    private static void add(String line, String where, List<EventType> types) {
        EventType type = type(line, where);
        for (EventType other : types) {
            if (other.code() == type.code() || other.wireName().equals(type.wireName())) {
                throw new IllegalArgumentException(where + ": " + type + " has the code or the name of " + other
                        + ", code " + other.code() + ": give it one of its own");
            }
        }
        types.add(type);
    }

    private static EventType type(String line, String where) {
        String[] columns = line.strip().split("\\s+", -1);
        boolean isRight = columns.length == 5
                && columns[0].matches("\\d{1,3}")
                && Integer.parseInt(columns[0]) < EventType.CODES
                && columns[1].matches("[a-z]+\\.[a-z_]+")
                && columns[4].matches("selected|asked");
        if (!isRight) {
            throw wrong(where);
        }
        return new EventType(
                Integer.parseInt(columns[0]),
                columns[1],
                word(Family.values(), columns[2], where),
                word(Severity.values(), columns[3], where),
                columns[4].equals("selected"));
    }

    private static <W extends Enum<W>> W word(W[] words, String text, String where) {
        return Stream.of(words)
                .filter(word -> word.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(where));
    }

    private static IllegalArgumentException wrong(String where) {
        return new IllegalArgumentException(where
                + ": expected a code from 0 to 255, a name, a family, low, medium or high, and selected or asked, as in"
                + " 0 policy.deny governance high selected");
    }
}
