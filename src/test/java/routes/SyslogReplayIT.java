package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes to a syslog stream once more, where nothing but time confirms it: replays and redriven dead letters. One router serves
 * all tests; each test has a receiver and an integration of its own, and replays what it sent itself.
 */
class SyslogReplayIT {

    private static RouterProcess router;
    private static RouterApi api;

    private final SyslogReceiver receiver = SyslogReceiver.tcp();
    private final Instant start = Instant.now();
    private String integration;

    @BeforeAll
    static void start_the_router(@TempDir Path work) {
        router = RouterProcess.start(work);
        api = router.api();
    }

    @AfterAll
    static void stop_the_router() {
        router.close();
    }

    @BeforeEach
    void create_the_integration() {
        integration = api.createIntegration(receiver.integration(100, ""));
    }

    @AfterEach
    void remove_the_integration() {
        api.deleteWithPending(integration);
        receiver.close();
    }

    @Test
    void a_replay_is_done_only_once_it_is_confirmed_and_goes_on_after_a_kill() {
        deliver("old");
        api.patch(integration, "{\"confirm_after\":600000}");

        String replay = replay();
        awaitArrivals("old", 2);
        assertThat(seen(replay).path("state").asText()).isEqualTo("running");
        assertThat(seen(replay).path("done").asLong(-1)).isZero();
        router.kill();
        router.restart();
        awaitArrivals("old", 3);
        assertThat(seen(replay).path("done").asLong(-1)).isZero();

        api.patch(integration, "{\"confirm_after\":100}");
        JsonNode done = awaitDone(replay);
        assertThat(done.path("done").asLong()).isEqualTo(100);
        assertThat(done.path("refused").asLong(-1)).isZero();
        assertThat(receiver.ids()).isEqualTo(Traffic.ids("old", 0, 100));
        assertThat(api.integration(integration).path("delivered").asLong()).isEqualTo(100);
    }

    @Test
    void live_events_that_waited_for_the_receiver_go_before_the_replay() throws IOException {
        deliver("old");
        receiver.dieLosing(0);
        api.accept(Traffic.events("live", 0, 100));
        api.awaitIntegration(integration, "has events that wait for more than a second", seen -> Instant.parse(
                        seen.path("oldest_pending_at").asText())
                .plusSeconds(2)
                .isBefore(Instant.now()));
        String replay = replayOf("{\"since\":\"" + start + "\",\"event_types\":[\"policy.deny\"]}");
        api.awaitIntegration(integration + "/replays/" + replay, "waits for live events", seen -> seen.path("waits_for")
                .asText()
                .equals("live_events_first"));

        receiver.open();
        api.lifecycle(integration, "retry-now");

        awaitDone(replay);
        List<String> live = Traffic.ids("live", 0, 100);
        List<String> old = Traffic.ids("old", 0, 100);
        assertThat(receiver.arrivals())
                .isEqualTo(Stream.of(old, live, old, live).flatMap(List::stream).toList());
    }

    @Test
    void live_events_that_are_sent_and_only_not_confirmed_yet_hold_no_replay_up() {
        api.patch(integration, "{\"confirm_after\":600000}");
        api.accept(Traffic.events("sent", 0, 100));
        receiver.awaitIds(Traffic.ids("sent", 0, 100));
        api.awaitIntegration(integration, "has events that wait for more than a second", seen -> Instant.parse(
                        seen.path("oldest_pending_at").asText())
                .plusSeconds(2)
                .isBefore(Instant.now()));

        replay();

        awaitArrivals("sent", 2);
        assertThat(api.integration(integration).path("pending_events").asLong()).isEqualTo(100);
    }

    @Test
    void a_dead_letter_stays_one_until_its_redrive_is_confirmed() throws IOException {
        receiver.close();
        api.patch(integration, "{\"confirm_after\":600000,\"retry\":{\"on_exhausted\":\"dead_letter\"}}");
        api.accept(Traffic.events("put-aside", 0, 100));
        awaitDeadLetters(100);
        receiver.open();

        redrive();
        awaitArrivals("put-aside", 1);
        assertThat(api.integration(integration).path("dead_letters").asLong()).isEqualTo(100);
        receiver.reset();
        awaitRedrive("stopped");
        assertThat(api.integration(integration).path("dead_letters").asLong()).isEqualTo(100);

        api.patch(integration, "{\"confirm_after\":100}");
        redrive();
        awaitRedrive("done");
        awaitDeadLetters(0);
        awaitArrivals("put-aside", 2);
        assertThat(receiver.ids()).isEqualTo(Traffic.ids("put-aside", 0, 100));
    }

    @Test
    void an_event_that_was_too_large_arrives_by_a_redrive_once_larger_messages_are_allowed() {
        api.deleteWithPending(integration);
        integration = api.createIntegration(
                """
                {"type":"syslog_json","url":"syslog://127.0.0.1:%d","confirm_after":100}"""
                        .formatted(receiver.port()));
        String large = Traffic.event("large").replace("{", "{\"note\":\"" + "x".repeat(9_000) + "\",");
        api.accept("[" + Traffic.event("before") + "," + large + "," + Traffic.event("after") + "]");
        api.awaitDelivered(integration, 2);
        assertThat(api.integration(integration + "/dead-letters")
                        .at("/data/0/reason")
                        .asText())
                .isEqualTo("message_too_large");

        api.patch(integration, "{\"max_message_bytes\":20000}");
        redrive();

        awaitDeadLetters(0);
        assertThat(receiver.messages()).hasSize(3);
        assertThat(receiver.messages().get(2)).contains("\"id\":\"large\"", "x".repeat(9_000));
    }

    private void deliver(String name) {
        api.accept(Traffic.events(name, 0, 100));
        api.awaitDelivered(integration, 100);
    }

    private String replay() {
        return replayOf("{\"since\":\"" + start + "\"}");
    }

    private String replayOf(String request) {
        return api.post(integration + "/replays", request, 202).path("id").asText();
    }

    private JsonNode seen(String replay) {
        return api.integration(integration + "/replays/" + replay);
    }

    private JsonNode awaitDone(String replay) {
        return api.awaitIntegration(integration + "/replays/" + replay, "is done", seen -> seen.path("state")
                .asText()
                .equals("done"));
    }

    private void redrive() {
        api.post(integration + "/dead-letters/redrive", "{}", 202);
    }

    private void awaitRedrive(String state) {
        api.awaitIntegration(
                integration + "/dead-letters",
                "has a redrive that is " + state,
                seen -> seen.at("/redrive/state").asText().equals(state));
    }

    private void awaitDeadLetters(long count) {
        api.awaitIntegration(
                integration,
                "has " + count + " dead letters",
                seen -> seen.path("dead_letters").asLong(-1) == count);
    }

    private void awaitArrivals(String name, int times) {
        Await.until(
                "each of " + name + " has come " + times + " times",
                () -> {
                    List<String> arrivals = receiver.arrivals();
                    return Traffic.ids(name, 0, 100).stream()
                            .allMatch(id -> Collections.frequency(arrivals, id) == times);
                },
                () -> "messages: " + receiver.messages().size());
    }
}
