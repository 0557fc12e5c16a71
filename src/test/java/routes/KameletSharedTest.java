package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A Kamelet is whole by itself, so what several have stands in each; this keeps it one text (docs/decisions/0025). */
class KameletSharedTest {

    private static final String REGENERATE = "mvn -q test -Dtest=KameletSharedTest -Dregenerate=true";
    private static final Path SHARED = Path.of("src/test/resources/kamelets-shared/properties.yaml");
    /** Of a property: its name, and the lines below it. */
    private static final Pattern PROPERTY = Pattern.compile("(?m)^      ([A-Za-z]+):\n(?:        .*\n)+");

    private static final Set<String> TLS = Set.of("caFile", "clientCertificateFile", "clientKeyFile");
    /** Kafka's client waits for brokers and for its own queue, and not for a connection. */
    private static final Map<String, Set<String>> OWN =
            Map.of("siem-kafka-sink.kamelet.yaml", Set.of("connectTimeout"));

    private static final int MOST_LINES = 45;

    static Iterable<KameletFile> kamelets() {
        return KameletFile.in(Path.of("kamelets"));
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void a_property_that_several_have_is_one_text(KameletFile kamelet) throws IOException {
        Map<String, String> shared = properties(Files.readString(SHARED));
        Set<String> own = OWN.getOrDefault(kamelet.name(), Set.of());
        String fresh = PROPERTY.matcher(kamelet.text())
                .replaceAll(found -> Matcher.quoteReplacement(
                        own.contains(found.group(1))
                                ? found.group()
                                : shared.getOrDefault(found.group(1), found.group())));
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(Path.of("kamelets", kamelet.name()), fresh);
        }

        assertThat(Files.readString(Path.of("kamelets", kamelet.name())))
                .as("%s differs from %s; run: %s", kamelet.name(), SHARED, REGENERATE)
                .isEqualTo(fresh);
    }

    @Test
    void what_is_said_once_is_said_of_several() throws IOException {
        for (String name : properties(Files.readString(SHARED)).keySet()) {
            assertThat(kamelets())
                    .as(name)
                    .filteredOn(kamelet -> kamelet.properties().contains(name))
                    .hasSizeGreaterThan(1);
        }
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void files_for_tls_come_all_three_and_go_to_one_bean_as_they_are(KameletFile kamelet) {
        Set<String> some = kamelet.properties().stream().filter(TLS::contains).collect(Collectors.toSet());
        assertThat(some).isIn(Set.of(), TLS);
        for (String name : some) {
            assertThat(kamelet.template().findValuesAsText(name)).as(name).containsExactly("{{?" + name + "}}");
        }
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void a_template_can_be_read_on_one_screen(KameletFile kamelet) {
        String template = kamelet.text().substring(kamelet.text().indexOf("\n  template:\n") + 1);

        assertThat(template.lines()).hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    private static Map<String, String> properties(String text) {
        Map<String, String> properties = new LinkedHashMap<>();
        PROPERTY.matcher(text).results().forEach((MatchResult found) -> properties.put(found.group(1), found.group()));
        return properties;
    }
}
