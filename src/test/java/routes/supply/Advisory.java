package routes.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * One advisory in <a href="https://ossf.github.io/osv-schema/">OSV's form</a>. Only Maven packages count; ranges of the types ECOSYSTEM and
 * SEMVER are both read in Maven's order, and those of the type GIT are not read.
 *
 * @param names its id and its aliases
 */
record Advisory(Set<String> names, String summary, JsonNode affected) {

    static List<Advisory> readAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Advisory> all = new ArrayList<>();
            for (Path file : files.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                all.add(parse(Files.readString(file)));
            }
            return all;
        }
    }

    static Advisory parse(String json) throws IOException {
        JsonNode advisory = new ObjectMapper().readTree(json);
        Set<String> names = new LinkedHashSet<>();
        names.add(advisory.path("id").asText());
        advisory.path("aliases").forEach(alias -> names.add(alias.asText()));
        return new Advisory(names, advisory.path("summary").asText(), advisory.path("affected"));
    }

    boolean affects(Component component) {
        return elements(affected)
                .filter(entry -> isMaven(entry, component.name()))
                .anyMatch(entry -> isListed(entry, component.version()) || isInRange(entry, component.version()));
    }

    private static boolean isMaven(JsonNode entry, String name) {
        JsonNode named = entry.path("package");
        return named.path("ecosystem").asText().equals("Maven")
                && named.path("name").asText().equals(name);
    }

    private static boolean isListed(JsonNode entry, String version) {
        return elements(entry.path("versions"))
                .anyMatch(listed -> listed.asText().equals(version));
    }

    private static boolean isInRange(JsonNode entry, String version) {
        return elements(entry.path("ranges"))
                .filter(range -> !range.path("type").asText().equals("GIT"))
                .anyMatch(range -> isBetween(range.path("events"), new ComparableVersion(version)));
    }

    /** OSV's own algorithm: the last event at or before the version decides. Events come in the order of their versions. */
    private static boolean isBetween(JsonNode events, ComparableVersion version) {
        boolean affected = false;
        for (JsonNode event : events) {
            if (event.has("introduced")) {
                affected |= event.path("introduced").asText().equals("0") || order(version, event, "introduced") >= 0;
            } else if (event.has("fixed")) {
                affected &= order(version, event, "fixed") < 0;
            } else if (event.has("last_affected")) {
                affected &= order(version, event, "last_affected") <= 0;
            }
        }
        return affected;
    }

    private static int order(ComparableVersion version, JsonNode event, String kind) {
        return version.compareTo(new ComparableVersion(event.path(kind).asText()));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
