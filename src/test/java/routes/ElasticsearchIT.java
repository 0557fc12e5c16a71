package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.destination.elasticsearch.ElasticsearchNode;
import routes.event.Samples;

/** From a producer's POST to the indices of a real OpenSearch, through the packaged router. */
class ElasticsearchIT {

    @Test
    void events_of_all_families_are_found_and_the_one_the_mapping_refuses_is_a_dead_letter(@TempDir Path work) {
        ElasticsearchNode node = ElasticsearchNode.openSearch(work);
        try (RouterProcess router = RouterProcess.start(work)) {
            RouterApi api = router.api();
            String integration = api.createIntegration(
                    """
                    {"type":"elasticsearch","url":"%s","api_key":"key-canary","create_template":"create","index_days":36500}"""
                            .formatted(node.url()));
            List<String> ids = new ArrayList<>();
            List<ObjectNode> events = new ArrayList<>();
            for (String name : Samples.names()) {
                ObjectNode event = Samples.json(name);
                event = event.has("ts") ? event.put("id", name) : event;
                events.add(event);
                if (!name.equals("policy-allow")) { // what nobody selects by default
                    ids.add(event.path("id").asText());
                }
            }
            ObjectNode bad = Samples.json("policy-deny").put("id", "bad").put("categories", "text-canary");
            events.add(3, bad);

            api.accept(events.toString());

            JsonNode seen = api.awaitDelivered(integration, ids.size());
            assertThat(seen.path("dead_letters").asLong()).isEqualTo(1);
            assertThat(seen.toString()).doesNotContain("canary");
            assertThat(node.all("mcp-audit-*"))
                    .map(stored -> stored.path("id").asText())
                    .containsExactlyInAnyOrderElementsOf(ids);
            assertThat(node.search("mcp-audit-2025.10.08", "{\"query_string\":{\"query\":\"decision.action:block\"}}"))
                    .map(stored -> stored.path("id").asText())
                    .containsExactlyInAnyOrder("audit-route", "audit-other");
            JsonNode group = api.integration(integration + "/dead-letters").at("/data/0");
            assertThat(group.path("reason").asText()).isEqualTo("mapper_parsing_exception");
            assertThat(group.at("/sample/id").asText()).isEqualTo("bad");
            assertThat(router.log()).doesNotContain("canary");
        } finally {
            node.stop();
        }
    }
}
