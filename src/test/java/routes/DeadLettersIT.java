package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of events that a destination refused for good, once somebody has mended it. */
class DeadLettersIT {

    @TempDir
    private Path work;

    private final Collector collector = Collector.start();
    private RouterProcess router;
    private RouterApi api;
    private String integration;

    @BeforeEach
    void start_a_router_with_little_room_and_time_for_dead_letters() {
        router = RouterProcess.start(
                work, Map.of("SIEM_DEAD_LETTER_MAX_BYTES", "4000", "SIEM_DEAD_LETTER_MAX_DAYS", "1"));
        api = router.api();
        integration = api.createIntegration(collector.integration());
    }

    @AfterEach
    void stop() {
        router.close();
        collector.close();
    }

    @Test
    void after_a_mended_destination_a_redrive_delivers_them_and_every_event_arrived_once() {
        refuse(Set.of(Traffic.id("mended", 42), Traffic.id("mended", 77)));
        api.accept(Traffic.events("mended", 0, 250));
        assertThat(api.awaitDelivered(integration, 248).path("dead_letters").asLong())
                .isEqualTo(2);

        refuse(Set.of());
        assertThat(redrive("{\"reason\":\"http_400\"}")).isZero();
        assertThat(redrive("{\"reason\":\"hec_6\"}")).isEqualTo(2);

        JsonNode seen = awaitDeadLetters(0);
        assertThat(seen.path("delivered").asLong()).isEqualTo(248);
        assertThat(collector.ids()).hasSize(250).containsAll(Traffic.ids("mended", 0, 250));
        assertThat(awaitDone().at("/redrive/delivered").asLong()).isEqualTo(2);
        assertThat(api.integration(integration).path("redriven").asLong()).isEqualTo(2);
    }

    @Test
    void what_is_refused_again_stays_once_and_can_be_exported_and_dropped() {
        String bad = Traffic.id("stays", 3);
        String mended = Traffic.id("stays", 5);
        refuse(Set.of(bad, mended));
        api.accept(Traffic.events("stays", 0, 10));
        api.awaitDelivered(integration, 8);
        refuse(Set.of(bad));
        redrive("{\"ids\":[\"" + bad + "\",\"" + mended + "\"]}");
        awaitDone();

        String path = RouterApi.INTEGRATIONS + "/" + integration + "/dead-letters";
        HttpResponse<String> export = api.send("GET", path + "/export", new byte[0]);
        assertThat(export.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        assertThat(export.body().lines())
                .singleElement()
                .asString()
                .startsWith("{")
                .contains("\"id\":\"" + bad + "\"");
        assertThat(delete(path)).isEqualTo(400);
        assertThat(delete(path + "?reason=other")).isEqualTo(204);
        awaitDeadLetters(1);

        assertThat(delete(path + "?reason=hec_6")).isEqualTo(204);

        awaitDeadLetters(0);
        assertThat(api.integration(integration + "/dead-letters").path("data")).isEmpty();
        assertThat(collector.ids()).hasSize(9).contains(mended).doesNotContain(bad);
    }

    @Test
    void full_dead_letters_hold_delivery_up_until_a_redrive_makes_room_and_nothing_is_lost() {
        refuse(Set.copyOf(Traffic.ids("full", 0, 20)));
        api.accept(Traffic.events("full", 0, 60));
        JsonNode seen = api.awaitIntegration(
                integration, "is full", shown -> shown.path("reason").asText().equals("dead_letters_full"));
        assertThat(seen.path("health").asText()).isEqualTo("action_required");
        assertThat(seen.path("remedy").asText()).contains("SIEM_DEAD_LETTER_MAX_BYTES");
        assertThat(seen.path("dead_letters").asLong()
                        + seen.path("pending_events").asLong())
                .isEqualTo(60);

        refuse(Set.of());
        redrive("{}");

        awaitDeadLetters(0);
        api.awaitIntegration(
                integration,
                "has delivered all",
                shown -> shown.path("pending_events").asLong() == 0);
        assertThat(collector.ids()).containsAll(Traffic.ids("full", 0, 60));
    }

    @Test
    void when_the_oldest_is_dropped_for_its_age_is_shown_before_and_afterwards_only_younger_ones_are_there()
            throws IOException {
        String old = Traffic.id("aging", 3);
        String young = Traffic.id("aging", 12);
        refuse(Set.of(old, young));
        api.accept(Traffic.events("aging", 0, 10));
        JsonNode seen = api.awaitDelivered(integration, 9);
        assertThat(time(seen, "dead_letters_expire_at"))
                .isEqualTo(time(seen, "oldest_dead_letter_at").plus(Duration.ofDays(1)));

        router.stop();
        Older.deadLetters(router.data(), Duration.ofHours(25));
        router.restart();
        api.accept(Traffic.events("aging", 10, 20));

        api.awaitDelivered(integration, 18);
        seen = awaitDeadLetters(1);
        assertThat(time(seen, "dead_letters_expire_at")).isAfter(Instant.now().plus(Duration.ofHours(23)));
        assertThat(api.send("GET", "/metrics", new byte[0]).body().lines())
                .anyMatch(line ->
                        line.startsWith("siem_integration_dead_letters_expired_total{") && line.endsWith(" 1.0"));
        assertThat(router.data().resolve("dead-letters/" + integration + ".jsonl"))
                .content()
                .doesNotContain(old)
                .contains(young);
        assertThat(collector.ids()).hasSize(18).doesNotContain(old, young);
        assertThat(Trail.own(router.data()))
                .filteredOn(event -> event.path("event_type").asText().equals("router.dead_letters_dropped"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.path("integration").asText()).isEqualTo(integration);
                    assertThat(event.path("events").asLong()).isEqualTo(1);
                    assertThat(event.path("reason").asText()).isEqualTo("expired");
                });
    }

    @Test
    void one_that_has_none_shows_an_empty_list_and_one_that_is_not_there_is_not_found() {
        JsonNode none = api.integration(integration + "/dead-letters");
        assertThat(none.path("total").asLong(-1)).isZero();
        assertThat(none.path("data")).isEmpty();
        String nowhere = RouterApi.INTEGRATIONS + "/nowhere/dead-letters";
        assertThat(api.send("GET", nowhere, new byte[0]).statusCode()).isEqualTo(404);
    }

    private void refuse(Set<String> bad) {
        collector.usually(ids -> ids.stream()
                .filter(bad::contains)
                .findFirst()
                .map(id -> Reply.badEvent(ids.indexOf(id)))
                .orElse(Reply.SUCCESS));
    }

    private long redrive(String which) {
        return api.post(integration + "/dead-letters/redrive", which, 202)
                .path("events")
                .asLong();
    }

    private static Instant time(JsonNode seen, String field) {
        return Instant.parse(seen.path(field).asText());
    }

    private int delete(String path) {
        return api.send("DELETE", path, new byte[0]).statusCode();
    }

    private JsonNode awaitDone() {
        return api.awaitIntegration(
                integration + "/dead-letters",
                "has ended its redrive",
                seen -> seen.at("/redrive/state").asText().equals("done"));
    }

    private JsonNode awaitDeadLetters(long count) {
        return api.awaitIntegration(
                integration,
                "has " + count + " dead letters",
                seen -> seen.path("dead_letters").asLong(-1) == count);
    }
}
