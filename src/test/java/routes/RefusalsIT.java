package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the status and the dead letters say of a destination that refuses: how often it was asked, what it said, and still after a restart. */
class RefusalsIT {

    private static final String QUICK = "\"retry\":{\"max_retries\":1,\"base_ms\":50,\"max_ms\":100}";
    private static final Reply BUSY = Reply.of(503, "");
    private static final Reply INVALID =
            Reply.of(422, "{\"error\":\"invalid_payload\",\"message\":\"no such agent: agent-1\"}");

    private final Collector collector = Collector.start();
    private RouterProcess router;
    private RouterApi api;

    @BeforeEach
    void start(@TempDir Path work) {
        router = RouterProcess.start(work);
        api = router.api();
    }

    @AfterEach
    void stop() {
        router.close();
        collector.close();
    }

    @Test
    void where_every_event_is_refused_it_fails_with_the_reason_and_the_destinations_words_after_a_kill_too() {
        collector.usually(ids -> INVALID);
        String id = webhook(QUICK);
        api.accept(Traffic.events("refused", 0, 3));

        JsonNode seen = api.awaitIntegration(
                id, "has refused all", shown -> shown.path("dead_letters").asInt() == 3);

        assertThat(seen.path("health").asText()).isEqualTo("failing");
        assertThat(seen.path("reason").asText()).isEqualTo("http_422");
        assertThat(seen.path("reply").asText())
                .startsWith("invalid_payload: no such")
                .doesNotContain("agent-1");
        assertThat(seen.path("last_success_at").isNull()).isTrue();
        JsonNode group = api.integration(id + "/dead-letters").at("/data/0");
        assertThat(group.path("reply").asText()).isEqualTo(seen.path("reply").asText());
        assertThat(export(id).path("reply").asText())
                .isEqualTo(seen.path("reply").asText());

        api.lifecycle(id, "pause");
        Await.until("it is on disk", () -> health().contains("invalid_payload"));
        router.kill();
        router.restart();

        JsonNode again = api.integration(id);
        for (String field : new String[] {"health", "reason", "detail", "remedy", "reply", "since"}) {
            assertThat(again.path(field)).as(field).isEqualTo(seen.path(field));
        }
    }

    @Test
    void the_last_success_is_known_after_a_restart() {
        String id = webhook(QUICK);
        api.accept(Traffic.events("good", 0, 1));
        JsonNode seen = api.awaitDelivered(id, 1);

        router.stop();
        router.restart();

        JsonNode again = api.integration(id);
        assertThat(again.path("last_success_at")).isEqualTo(seen.path("last_success_at"));
        assertThat(again.path("health").asText()).isEqualTo("healthy");
    }

    @Test
    void attempts_are_the_requests_that_carried_the_event_and_not_those_of_the_integration() {
        String id = webhook(QUICK);
        for (int i = 0; i < 5; i++) {
            api.accept(Traffic.events("before", i, i + 1));
            api.awaitDelivered(id, i + 1);
        }
        collector.answerNext(BUSY, INVALID);
        api.accept(Traffic.events("bad", 0, 1));
        api.awaitIntegration(
                id, "has a dead letter", seen -> seen.path("dead_letters").asInt() == 1);

        assertThat(export(id).path("attempts").asInt()).isEqualTo(2);

        collector.answerNext(INVALID);
        api.post(id + "/dead-letters/redrive", "{}", 202);
        api.awaitIntegration(
                id + "/dead-letters",
                "was redriven",
                seen -> seen.at("/redrive/refused").asInt() == 1
                        && seen.at("/redrive/state").asText().equals("done"));

        assertThat(export(id).path("attempts").asInt()).isEqualTo(3);
    }

    @Test
    void attempts_go_on_counting_where_the_integration_was_parked_meanwhile() {
        String id = webhook(QUICK);
        collector.answerNext(BUSY, BUSY, Reply.of(403, ""), INVALID);
        api.accept(Traffic.events("parked", 0, 1));
        api.awaitHealth(id, "failing");
        api.lifecycle(id, "retry-now");
        api.awaitHealth(id, "action_required");
        api.lifecycle(id, "retry-now");
        JsonNode seen = api.awaitIntegration(
                id, "has a dead letter", shown -> shown.path("dead_letters").asInt() == 1);

        assertThat(export(id).path("attempts").asInt())
                .isEqualTo(seen.path("attempts").asInt())
                .isEqualTo(4);
    }

    @Test
    void attempts_of_an_event_that_was_isolated_are_those_of_its_halves() {
        String id = api.createIntegration(
                collector.webhook().replace("\"retry\"", "\"x\"").replaceAll(",\"x\".*", "}"));
        String bad = Traffic.id("half", 3);
        collector.usually(ids -> ids.contains(bad) ? INVALID : Reply.SUCCESS);
        api.lifecycle(id, "pause");
        api.accept(Traffic.events("half", 0, 8));
        api.lifecycle(id, "resume");
        api.awaitDelivered(id, 7);

        long carried = collector.requests().stream()
                .filter(request -> request.contains(bad))
                .count();
        assertThat(carried).isGreaterThan(2);
        assertThat(export(id).path("attempts").asLong()).isEqualTo(carried);
    }

    @Test
    void while_a_request_is_retried_the_status_says_when_the_next_one_comes() {
        String id = webhook("\"retry\":{\"max_retries\":3,\"base_ms\":60000,\"max_ms\":60000}");
        collector.answerNext(BUSY);
        api.accept(Traffic.events("again", 0, 1));

        JsonNode seen = api.awaitHealth(id, "retrying");

        assertThat(seen.path("reason").asText()).isEqualTo("http_503");
        assertThat(Instant.parse(seen.path("next_retry_at").asText()))
                .isBetween(Instant.now().plusSeconds(20), Instant.now().plusSeconds(61));
    }

    private String webhook(String retry) {
        return api.createIntegration("{\"type\":\"webhook\",\"url\":\"" + collector.url() + "/hook\"," + retry + "}");
    }

    private String health() {
        try {
            return Files.readString(router.data().resolve("health.json"));
        } catch (IOException notYet) {
            return "";
        }
    }

    /** The first dead letter. */
    private JsonNode export(String id) {
        String path = RouterApi.INTEGRATIONS + "/" + id + "/dead-letters/export";
        try {
            return new ObjectMapper()
                    .readTree(api.send("GET", path, new byte[0]).body());
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(notJson);
        }
    }
}
