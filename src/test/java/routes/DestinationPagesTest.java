package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each destination's page holds the table of its parameters, made from its Kamelet. */
class DestinationPagesTest {

    private static final String REGENERATE = "mvn -q test -Dtest=DestinationPagesTest -Dregenerate=true";
    private static final String BEGIN = "<!-- made from %s by %s -->\n";
    private static final String END = "<!-- end -->\n";
    /** What the API has in a group of its own. */
    private static final Map<String, String> FROM_BATCH =
            Map.of("maxEvents", "batch.max_events", "maxBytes", "batch.max_bytes");

    static List<KameletFile> destinations() {
        return KameletFile.in(Path.of("kamelets")).stream()
                .filter(kamelet ->
                        !kamelet.label("siem.router/integration-type").isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("destinations")
    void a_destinations_page_has_the_parameters_of_its_kamelet(KameletFile kamelet) throws IOException {
        Path page = page(kamelet);
        assertThat(page).as("every integration type has a page").exists();
        String text = Files.readString(page);
        String begin = BEGIN.formatted(kamelet.name(), REGENERATE);
        assertThat(text).as("%s: where the table stands", page).contains(begin, END);

        int from = text.indexOf(begin) + begin.length();
        String fresh = text.substring(0, from) + table(kamelet) + text.substring(text.indexOf(END, from));
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(page, fresh);
        }
        assertThat(Files.readString(page))
                .as("%s is stale; run: %s", page, REGENERATE)
                .isEqualTo(fresh);
    }

    private static Path page(KameletFile kamelet) {
        String name = kamelet.name().replaceAll("^siem-", "").replaceAll("-sink[.]kamelet[.]yaml$", "");
        return Path.of("docs/destinations", name + ".md");
    }

    private static String table(KameletFile kamelet) {
        StringBuilder table = new StringBuilder(
                """

                | field | in the Kamelet | default | what it is |
                |---|---|---|---|
                """);
        Set<String> required = new HashSet<>();
        kamelet.definition().path("required").forEach(name -> required.add(name.asText()));
        kamelet.definition()
                .path("properties")
                .properties()
                .forEach(property -> table.append(
                        row(kamelet, property.getKey(), property.getValue(), required.contains(property.getKey()))));
        return table.append('\n').toString();
    }

    private static String row(KameletFile kamelet, String name, JsonNode property, boolean required) {
        // the API has bounds of its own for those
        String bounds = FROM_BATCH.containsKey(name) ? "" : bounds(property);
        String field = FROM_BATCH.getOrDefault(name, field(name));
        String byDefault = property.path("default").asText();
        if (FROM_BATCH.containsKey(name)) {
            byDefault = kamelet.annotation("siem.router/" + field.replace('_', '-'));
        }
        String secret = property.path("format").asText().equals("password") ? " Secret: never shown again." : "";
        String choices = property.has("enum") ? " One of: " + choices(property.path("enum")) + "." : "";
        return "| `%s` | `%s` | %s | %s |\n"
                .formatted(
                        field,
                        name,
                        required ? "(required)" : byDefault.isEmpty() ? "(none)" : "`" + byDefault + "`",
                        (property.path("description").asText() + choices + bounds + secret).replace("|", "\\|"));
    }

    /** That nothing is less than 0 goes without saying. */
    private static String bounds(JsonNode property) {
        String minimum = property.path("minimum").asText();
        String maximum = property.path("maximum").asText();
        if (!maximum.isEmpty()) {
            return " From " + minimum + " to " + maximum + ".";
        }
        return minimum.isEmpty() || minimum.equals("0") ? "" : " At least " + minimum + ".";
    }

    private static String choices(JsonNode choices) {
        StringBuilder list = new StringBuilder();
        choices.forEach(choice -> list.append(list.isEmpty() ? "`" : ", `")
                .append(choice.asText())
                .append('`'));
        return list.toString();
    }

    private static String field(String property) {
        return property.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
