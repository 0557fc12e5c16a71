package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the examples say of our Kamelets is so: no cluster is at hand to say it. */
class ExamplesTest {

    private static final Path FOLDER = Path.of("examples/fan-out");
    private static final Pattern CALL = Pattern.compile("kamelet:(siem-[a-z-]+)/([a-z-]+)");
    private static final Pattern PARAMETER = Pattern.compile("camel\\.kamelet\\.([a-z-]+)\\.([a-z-]+)\\.([A-Za-z]+)");

    private final Map<String, KameletFile> kamelets = new TreeMap<>();

    ExamplesTest() {
        KameletFile.in(Path.of("kamelets"))
                .forEach(kamelet -> kamelets.put(kamelet.name().replace(".kamelet.yaml", ""), kamelet));
    }

    @Test
    void a_pipe_names_kamelets_there_are_and_gives_them_what_they_need() throws IOException {
        JsonNode spec = new YAMLMapper()
                .readTree(Files.readString(FOLDER.resolve("pipe.yaml")))
                .path("spec");
        for (JsonNode step : spec.path("steps")) {
            knows(step.at("/ref/name").asText(), names(step.path("properties")));
        }
        knows(spec.at("/sink/ref/name").asText(), names(spec.at("/sink/properties")));
    }

    @Test
    void every_kamelet_of_the_route_is_there_once_and_has_the_parameters_it_needs() throws IOException {
        String route = Files.readString(FOLDER.resolve("fan-out.camel.yaml"));
        Map<String, Set<String>> given = parameters();
        Set<String> called = new HashSet<>();
        for (MatchResult call : CALL.matcher(route).results().toList()) {
            String instance = call.group(1) + "." + call.group(2);
            if (!instance.endsWith("-")) {
                // one instance called from two places would have the error handler of the first
                assertThat(called.add(instance)).as(instance).isTrue();
                knows(call.group(1), given.getOrDefault(instance, Set.of()));
            }
        }
        assertThat(called).containsAll(given.keySet());
    }

    private void knows(String name, Set<String> given) {
        assertThat(kamelets).containsKey(name);
        KameletFile kamelet = kamelets.get(name);
        Set<String> required = new HashSet<>();
        kamelet.definition().path("required").forEach(field -> required.add(field.asText()));
        assertThat(given).as("parameters of %s", name).containsAll(required);
        assertThat(kamelet.properties()).as("parameters of %s", name).containsAll(given);
    }

    private static Map<String, Set<String>> parameters() throws IOException {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(FOLDER.resolve("application.properties"))) {
            settings.load(file);
        }
        return settings.stringPropertyNames().stream()
                .map(PARAMETER::matcher)
                .filter(found -> found.matches())
                .collect(Collectors.groupingBy(
                        found -> found.group(1) + "." + found.group(2),
                        Collectors.mapping(found -> found.group(3), Collectors.toSet())));
    }

    private static Set<String> names(JsonNode properties) {
        Set<String> names = new HashSet<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
