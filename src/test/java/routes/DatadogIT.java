package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.destination.datadog.DatadogEmulator;
import routes.event.Samples;

/** The whole way to Datadog, on the packaged router. Each test has an intake and an integration of its own. */
class DatadogIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "the-datadog-key";

    private static RouterProcess router;
    private static RouterApi api;

    private DatadogEmulator datadog;
    private String integration;

    @BeforeAll
    static void start_the_router(@TempDir Path work) {
        // so that an event can be too large for Datadog
        router = RouterProcess.start(work, Map.of("SIEM_MAX_EVENT_BYTES", "2000000"));
        api = router.api();
    }

    @AfterAll
    static void stop_the_router() {
        router.close();
    }

    @BeforeEach
    void create_the_integration() {
        datadog = DatadogEmulator.start(KEY);
        integration = api.createIntegration(
                """
                {"type":"datadog","api_key":"%s","url":"%s","tags":"team:security",
                 "event_types":["policy.deny","policy.allow","dlp.match","audit.classify","audit.redact",
                                "audit.detokenize","audit.route"],
                 "retry":{"max_retries":1,"base_ms":50,"max_ms":100}}"""
                        .formatted(KEY, datadog.url()));
    }

    @AfterEach
    void remove_the_integration() {
        api.deleteWithPending(integration);
        datadog.close();
    }

    @Test
    void events_of_every_family_arrive_ready_to_be_searched_for() {
        api.accept(array(sample("policy-deny", 0), sample("dlp-match", 0), sample("audit-route", 0)));

        api.awaitDelivered(integration, 3);
        assertThat(datadog.logs()).hasSize(3).allSatisfy(log -> assertThat(log.matches("team:security"))
                .isTrue());
        assertThat(datadog.logs().get(0).matches("source:mitrity status:error event_type:policy.deny"))
                .isTrue();
        assertThat(datadog.logs().get(1).matches("source:mitrity event_type:dlp.match"))
                .isTrue();
        assertThat(datadog.logs().get(2).matches("source:mcp-redaction @decision.action:block status:error"))
                .isTrue();
        assertThat(datadog.requests())
                .allSatisfy(request -> assertThat(request.headers().getFirst("Content-Encoding"))
                        .isEqualTo("gzip"));
    }

    @Test
    void what_datadog_would_drop_or_cut_off_is_a_dead_letter_with_the_reason_and_the_rest_arrives_in_order() {
        api.lifecycle(integration, "pause");
        List<ObjectNode> events = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            // more than a hundred of one reason: the destination is not at fault
            int hours = i % 3 == 0 || i < 150 ? -19 : 0;
            events.add(sample("policy-deny", hours).put("id", "event-" + i));
            if (hours == 0) {
                wanted.add("event-" + i);
            }
        }
        events.get(299)
                .put("occurred_at", Instant.now().plus(Duration.ofHours(3)).toString());
        wanted.remove("event-299");
        events.get(298).set("notes", JSON.valueToTree(Collections.nCopies(20, "x".repeat(50_000))));
        wanted.remove("event-298");
        api.accept(array(events.toArray(ObjectNode[]::new)));
        datadog.answerNext(400);
        api.lifecycle(integration, "resume");

        JsonNode seen = api.awaitDelivered(integration, wanted.size());
        assertThat(datadog.ids()).isEqualTo(wanted);
        assertThat(datadog.dropped() + datadog.truncated()).isZero();
        assertThat(seen.path("dead_letters").asInt()).isEqualTo(300 - wanted.size());
        assertThat(groups())
                .containsOnly(
                        Map.entry("datadog_too_old", 298 - wanted.size()),
                        Map.entry("datadog_log_too_large", 1),
                        Map.entry("datadog_in_the_future", 1));
    }

    @Test
    void a_dry_run_says_how_many_events_datadog_will_refuse_for_their_age_and_the_replay_bears_it_out() {
        Instant start = Instant.now();
        List<ObjectNode> events = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            events.add(sample("policy-deny", i < 3 ? -19 : 0).put("id", "event-" + i));
        }
        api.accept(array(events.toArray(ObjectNode[]::new)));
        api.awaitDelivered(integration, 5);

        String range = "{\"since\":\"" + start + "\",\"dry_run\":";
        JsonNode forecast = api.post(integration + "/replays", range + "true}", 200);
        assertThat(forecast.path("total").asInt()).isEqualTo(8);
        assertThat(forecast.path("refuses_older_than_hours").asInt()).isEqualTo(18);
        assertThat(forecast.path("will_be_refused").asInt(-1)).isEqualTo(3);
        assertThat(datadog.ids()).hasSize(5);

        JsonNode replay = api.post(integration + "/replays", range + "false}", 202);
        JsonNode done = api.awaitIntegration(
                integration + "/replays/" + replay.path("id").asText(),
                "is done",
                seen -> seen.path("state").asText().equals("done"));
        assertThat(done.path("done").asInt()).isEqualTo(5);
        assertThat(done.path("refused").asInt()).isEqualTo(3);
        assertThat(datadog.ids()).hasSize(10);
    }

    @Test
    void a_refused_key_parks_with_a_remedy_and_a_new_key_heals() {
        datadog.setApiKey("the-new-key");
        api.accept(array(sample("policy-deny", -19), sample("policy-deny", 0).put("id", "kept")));

        JsonNode seen = api.awaitHealth(integration, "action_required");
        assertThat(seen.path("reason").asText()).isEqualTo("http_403");
        assertThat(seen.path("remedy").asText()).contains("api_key").contains("site");
        assertThat(seen.path("pending_events").asInt()).isEqualTo(2);
        assertThat(seen.path("dead_letters").asInt()).isZero();

        api.patch(integration, "{\"api_key\":\"the-new-key\"}");
        api.awaitDelivered(integration, 1);
        assertThat(datadog.ids()).containsExactly("kept");
        assertThat(groups()).containsOnly(Map.entry("datadog_too_old", 1));
        assertThat(router.log()).doesNotContain(KEY).doesNotContain("the-new-key");
    }

    private Map<String, Integer> groups() {
        Map<String, Integer> counts = new TreeMap<>();
        api.integration(integration + "/dead-letters")
                .path("data")
                .forEach(group -> counts.put(
                        group.path("reason").asText(), group.path("count").asInt()));
        return counts;
    }

    private static ObjectNode sample(String name, int hours) {
        ObjectNode json = Samples.json(name);
        return json.put(
                json.has("ts") ? "ts" : "occurred_at",
                Instant.now().plus(Duration.ofHours(hours)).toString());
    }

    private static String array(ObjectNode... events) {
        ArrayNode all = JSON.createArrayNode();
        all.addAll(List.of(events));
        try {
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
