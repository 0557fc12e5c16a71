package routes.destination.cef;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routes.event.Family;

/** The page on CEF holds the table of keys that the lines are made by. */
class CefPageTest {

    private static final Path PAGE = Path.of("docs/destinations/syslog-cef.md");
    private static final String REGENERATE = "mvn -q test -Dtest=CefPageTest -Dregenerate=true";
    private static final String BEGIN = "<!-- made from cef-fields.txt by " + REGENERATE + " -->\n";
    private static final String END = "<!-- end of fields -->\n";

    @Test
    void the_page_has_every_key_and_the_field_it_is_made_of() throws IOException {
        String text = Files.readString(PAGE);
        assertThat(text).contains(BEGIN, END);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        String fresh = text.substring(0, from) + table() + text.substring(text.indexOf(END, from));
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(PAGE, fresh);
        }

        assertThat(Files.readString(PAGE)).as("stale; run: " + REGENERATE).isEqualTo(fresh);
    }

    private static String table() {
        Map<String, Map<Family, List<String>>> rows = new LinkedHashMap<>();
        for (CefLines.Line line : CefLines.of("cef-fields.txt")) {
            List<String> columns = line.columns();
            Map<Family, List<String>> cells = rows.computeIfAbsent(columns.get(0), key -> new LinkedHashMap<>());
            for (String family : columns.get(5).split(",", -1)) {
                cells.merge(
                        Family.valueOf(family.toUpperCase(Locale.ROOT)),
                        List.of(cell(columns)),
                        (before, more) -> Stream.concat(before.stream(), more.stream())
                                .distinct()
                                .toList());
            }
        }
        StringBuilder table = new StringBuilder(
                """

                | key | governance events | DLP events | audit records | the router's own |
                |---|---|---|---|---|
                """);
        rows.forEach((key, cells) -> table.append("| `")
                .append(key)
                .append("` | ")
                .append(Stream.of(Family.values())
                        .map(family -> String.join("; ", cells.getOrDefault(family, List.of())))
                        .collect(Collectors.joining(" | ")))
                .append(" |\n"));
        return table.append('\n').toString();
    }

    private static String cell(List<String> columns) {
        String field = columns.get(3)
                .replace("@category", "what stands before the type's dot")
                .replace("@outcome", "what the type means")
                .replace("|", ", else ");
        String label = columns.get(1).equals("-") ? "" : columns.get(1) + ": ";
        String when = columns.size() > 7 ? " where " + columns.get(7).replace("=", " is ") : "";
        return label + (field.startsWith("=") ? field.substring(1) : field) + when;
    }
}
