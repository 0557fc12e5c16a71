package routes.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What <a href="https://cyclonedx.org/capabilities/vex/">CycloneDX calls a vulnerability's analysis</a>: why an advisory does not
 * concern this product although it ships a version that the advisory names.
 *
 * @param affects package URLs with a version: a line goes no further than the versions that were looked at
 * @param test {@code package.Class#method}, which shows it; empty where none is named
 */
record VexLine(String advisory, String state, List<String> affects, String test) {

    private static final String TEST = "siem-router:test";

    static List<VexLine> parse(String json) throws IOException {
        return elements(new ObjectMapper().readTree(json).path("vulnerabilities")).stream()
                .map(VexLine::of)
                .toList();
    }

    private static VexLine of(JsonNode line) {
        return new VexLine(
                line.path("id").asText(),
                line.path("analysis").path("state").asText(),
                elements(line.path("affects")).stream()
                        .map(affected -> affected.path("ref").asText())
                        .toList(),
                elements(line.path("properties")).stream()
                        .filter(property -> property.path("name").asText().equals(TEST))
                        .map(property -> property.path("value").asText())
                        .findFirst()
                        .orElse(""));
    }

    boolean covers(Advisory found, Component component) {
        return found.names().contains(advisory) && affects.contains(component.purl());
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
