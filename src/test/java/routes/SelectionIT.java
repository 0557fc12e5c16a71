package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.destination.http.Receiver;
import routes.event.Samples;

/** Who gets what: the two integrations that docs/operating.md shows, as it shows them. */
class SelectionIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^    (\\{\"type\".+?\\})$");
    /** The governance samples that docs/operating.md calls high. */
    private static final Set<String> HIGH_GOVERNANCE = Set.of("policy-deny", "drift-critical", "hold-denied");

    @Test
    void high_severity_events_reach_the_primary_siem_and_all_events_the_archive(@TempDir Path work) throws IOException {
        List<ObjectNode> examples = new ArrayList<>();
        for (var found : EXAMPLE.matcher(Files.readString(Path.of("docs/operating.md")))
                .results()
                .toList()) {
            examples.add((ObjectNode) JSON.readTree(found.group(1)));
        }
        assertThat(examples)
                .extracting(example -> example.path("name").asText())
                .containsExactly("primary", "archive");

        try (RouterProcess router = RouterProcess.start(work);
                Collector primary = Collector.start();
                Receiver archive = Receiver.plain()) {
            RouterApi api = router.api();
            String toPrimary = api.createIntegration(
                    examples.get(0).put("url", primary.url()).toString());
            String toArchive = api.createIntegration(
                    examples.get(1).put("url", archive.url()).toString());

            List<ObjectNode> events = Samples.names().stream()
                    .map(name -> Samples.json(name).put("id", id(name)))
                    .toList();
            api.accept(events.toString());

            api.awaitDelivered(toArchive, events.size());
            assertThat(ids(archive)).isEqualTo(ids(events));
            List<String> high = ids(events.stream().filter(SelectionIT::isHigh).toList());
            api.awaitDelivered(toPrimary, high.size());
            assertThat(high).hasSizeBetween(4, events.size() - 4);
            assertThat(primary.ids()).isEqualTo(high);
        }
    }

    /** As the table in docs/operating.md has it. */
    private static boolean isHigh(JsonNode event) {
        return HIGH_GOVERNANCE.contains(event.path("event_type").asText().replace('.', '-'))
                || event.path("action_taken").asText().equals("blocked")
                || auditAction(event).equals("block");
    }

    private static String auditAction(JsonNode event) {
        String decided = event.path("decision").path("action").asText();
        return decided.isEmpty() ? event.path("suggested_action").asText() : decided;
    }

    /** Two samples may have one id as they are; DLP ids have to be UUIDs. */
    private static String id(String name) {
        return "00000000-0000-4000-8000-" + "%012d".formatted(Samples.names().indexOf(name));
    }

    private static List<String> ids(Receiver archive) throws IOException {
        List<JsonNode> arrived = new ArrayList<>();
        for (Receiver.Request request : archive.requests()) {
            JSON.readTree(request.body()).forEach(arrived::add);
        }
        return ids(arrived);
    }

    private static List<String> ids(List<? extends JsonNode> events) {
        return events.stream().map(event -> event.path("id").asText()).toList();
    }
}
