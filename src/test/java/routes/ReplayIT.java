package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was delivered is delivered again on request, and what max_backlog skipped is not lost. */
class ReplayIT {

    private static final String ALL_OF_IT = "\"since\":\"2020-01-01T00:00:00Z\"";

    @TempDir
    private Path work;

    private Collector collector;
    private RouterProcess router;
    private RouterApi api;
    private String integration;

    @BeforeEach
    void start_a_router() {
        router = RouterProcess.start(work);
        api = router.api();
    }

    @AfterEach
    void stop() {
        router.close();
        collector.close();
    }

    private void deliverOldEvents() {
        collector = Collector.start();
        integration = api.createIntegration(collector.integration());
        api.accept(Traffic.events("old", 0, 250));
        api.awaitDelivered(integration, 250);
    }

    @Test
    void a_replay_delivers_again_while_live_events_flow_and_counts_for_itself() {
        deliverOldEvents();

        JsonNode forecast = replay("{" + ALL_OF_IT + ",\"dry_run\":true}", 200);
        assertThat(forecast.path("total").asLong()).isEqualTo(250);
        assertThat(forecast.path("bytes").asLong()).isPositive();
        assertThat(collector.ids()).hasSize(250);
        assertThat(replay("{" + ALL_OF_IT + ",\"event_types\":[\"drift.critical\"],\"dry_run\":true}", 200)
                        .path("total")
                        .asLong(-1))
                .isZero();

        String started = replay("{" + ALL_OF_IT + "}", 202).path("id").asText();
        api.accept(Traffic.events("live", 0, 250));

        JsonNode done = await(started, "done");
        assertThat(done.path("done").asLong()).isEqualTo(250);
        assertThat(done.path("refused").asLong(-1)).isZero();
        api.awaitDelivered(integration, 500);
        arrived(2);
        assertThat(collector.firstArrivals()).hasSize(500).containsAll(Traffic.ids("live", 0, 250));
    }

    @Test
    void a_replay_survives_a_crash_and_can_be_cancelled() {
        deliverOldEvents();
        collector.goDown();
        String started = replay("{" + ALL_OF_IT + "}", 202).path("id").asText();
        replay("{" + ALL_OF_IT + "}", 409);
        router.kill();
        router.restart();
        JsonNode seen = api.integration(integration + "/replays/" + started);
        assertThat(seen.path("state").asText()).isEqualTo("running");

        collector.open();
        api.lifecycle(integration, "retry-now");
        await(started, "done");
        arrived(2);

        collector.goDown();
        String second = replay("{" + ALL_OF_IT + "}", 202).path("id").asText();
        assertThat(api.post(integration + "/replays/" + second + "/cancel", "", 200)
                        .path("state")
                        .asText())
                .isEqualTo("cancelled");
    }

    @Test
    void a_replay_waits_for_live_events_and_says_so() {
        deliverOldEvents();
        collector.goDown();
        api.accept(Traffic.events("live", 0, 10));
        api.awaitIntegration(integration, "has events that wait for more than a second", seen -> Instant.parse(
                        seen.path("oldest_pending_at").asText())
                .plusSeconds(2)
                .isBefore(Instant.now()));

        String started = replay("{" + ALL_OF_IT + "}", 202).path("id").asText();
        api.awaitIntegration(
                integration + "/replays/" + started,
                "waits for live events",
                seen -> seen.path("waits_for").asText().equals("live_events_first"));

        collector.open();
        api.lifecycle(integration, "retry-now");
        await(started, "done");
        assertThat(collector.firstArrivals()).containsAll(Traffic.ids("live", 0, 10));
    }

    @Test
    void a_replay_of_a_paused_integration_says_what_it_waits_for_and_goes_on_when_resumed() {
        deliverOldEvents();
        collector.goDown();
        String started = replay("{" + ALL_OF_IT + "}", 202).path("id").asText();

        api.lifecycle(integration, "pause");
        assertThat(api.integration(integration + "/replays/" + started)
                        .path("waits_for")
                        .asText())
                .isEqualTo("not_running");

        collector.open();
        api.lifecycle(integration, "resume");
        await(started, "done");
        arrived(2);
    }

    @Test
    void what_max_backlog_skipped_is_shown_and_arrives_by_a_replay() {
        startWithABacklogOf("\"events\":50");
        api.accept(Traffic.events("waiting", 0, 200));

        arrivesByAReplay(skipped());
    }

    @Test
    void what_waited_for_longer_than_max_backlog_has_hours_is_shown_and_arrives_by_a_replay() throws IOException {
        startWithABacklogOf("\"hours\":1");
        api.accept(Traffic.events("waiting", 0, 150));
        router.stop();
        Older.journal(router.data(), Duration.ofHours(2));
        router.restart();
        api.accept(Traffic.events("waiting", 150, 200));

        JsonNode skipped = skipped();
        assertThat(Instant.parse(skipped.path("until").asText()))
                .isBefore(Instant.now().minus(Duration.ofHours(1)));
        arrivesByAReplay(skipped);
    }

    @Test
    void no_more_bytes_of_the_journal_wait_than_max_backlog_has_and_the_others_arrive_by_a_replay() {
        int most = 20_000;
        startWithABacklogOf("\"bytes\":" + most);
        api.accept(Traffic.events("waiting", 0, 200));

        JsonNode seen = api.awaitIntegration(
                integration,
                "has skipped some",
                shown -> shown.path("skipped_events").asLong() > 0);
        long skipped = seen.path("skipped_events").asLong();
        assertThat(seen.path("pending_events").asLong()).isPositive().isEqualTo(200 - skipped);
        collector.open();
        api.lifecycle(integration, "retry-now");
        api.awaitDelivered(integration, 200 - skipped);
        assertThat(collector.ids()).isEqualTo(Traffic.ids("waiting", (int) skipped, 200));
        int bytes = collector.ids().stream()
                .mapToInt(id -> Traffic.event(id).length() + 1)
                .sum();
        assertThat(bytes).isBetween(most - 2_000, most);

        JsonNode range = api.integration(integration + "/replays").at("/skipped/0");
        replay("{\"skipped\":\"" + range.path("id").asText() + "\"}", 202);
        Await.until("all have arrived", () -> collector.ids().containsAll(Traffic.ids("waiting", 0, 200)));
    }

    private void startWithABacklogOf(String bound) {
        collector = Collector.down();
        integration = api.createIntegration(collector.integration(
                "\"retry\":{\"max_retries\":1,\"base_ms\":50,\"max_ms\":100},\"max_backlog\":{" + bound + "}"));
    }

    /** Of 200 events 150 are skipped and the others arrive. */
    private JsonNode skipped() {
        JsonNode seen = api.awaitIntegration(
                integration,
                "has skipped 150",
                shown -> shown.path("skipped_events").asLong() == 150);
        assertThat(seen.path("pending_events").asLong()).isEqualTo(50);
        assertThat(api.send("GET", "/metrics", new byte[0]).body().lines())
                .anyMatch(line -> line.startsWith("siem_integration_skipped_total{") && line.endsWith(" 150.0"));

        collector.open();
        api.lifecycle(integration, "retry-now");
        api.awaitDelivered(integration, 50);
        assertThat(collector.ids()).isEqualTo(Traffic.ids("waiting", 150, 200));
        JsonNode skipped = api.integration(integration + "/replays").at("/skipped/0");
        assertThat(skipped.path("events").asLong()).isEqualTo(150);
        assertThat(skipped.at("/by_type/policy.deny").asLong()).isEqualTo(150);
        assertThat(skipped.path("available").asBoolean()).isTrue();
        return skipped;
    }

    private void arrivesByAReplay(JsonNode skipped) {
        String started = replay("{\"skipped\":\"" + skipped.path("id").asText() + "\"}", 202)
                .path("id")
                .asText();
        assertThat(await(started, "done").path("done").asLong()).isEqualTo(150);
        assertThat(collector.ids()).hasSize(200).containsAll(Traffic.ids("waiting", 0, 200));
    }

    private void arrived(int times) {
        Traffic.ids("old", 0, 250).forEach(id -> assertThat(Collections.frequency(collector.ids(), id))
                .as(id)
                .isEqualTo(times));
    }

    private JsonNode replay(String request, int status) {
        return api.post(integration + "/replays", request, status);
    }

    private JsonNode await(String replay, String state) {
        return api.awaitIntegration(integration + "/replays/" + replay, "is " + state, seen -> seen.path("state")
                .asText()
                .equals(state));
    }
}
