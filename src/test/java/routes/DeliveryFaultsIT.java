package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever one destination does wrong, its events arrive in order once it does right. One router serves all tests; each
 * test has a collector and an integration of its own, removed at its end.
 */
class DeliveryFaultsIT {

    private static RouterProcess router;
    private static RouterApi api;

    private Collector collector;
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

    @AfterEach
    void remove_the_integration() {
        api.deleteWithPending(integration);
        collector.close();
    }

    @Test
    void a_destination_that_was_down_gets_everything_in_order_once_it_is_up() {
        collector = Collector.down();
        integration = api.createIntegration(collector.integration());

        api.accept(Traffic.events("down", 0, 250));
        JsonNode seen = api.awaitHealth(integration, "failing");
        assertThat(seen.path("pending_events").asLong()).isEqualTo(250);
        assertThat(seen.path("reason").asText()).isNotEmpty();
        assertThat(seen.path("next_retry_at").asText()).isNotEmpty();

        collector.open();
        arrivedExactlyOnceInOrder("down", 250);
        assertThat(api.awaitHealth(integration, "healthy").path("dead_letters").asLong())
                .isZero();
    }

    @Test
    void a_slow_destination_gets_every_event_once() {
        collector = Collector.start();
        integration = api.createIntegration(collector.integration());
        collector.stall();

        api.accept(Traffic.events("slow", 0, 10));
        collector.awaitRequest();
        api.accept(Traffic.events("slow", 10, 500));
        collector.release();

        arrivedExactlyOnceInOrder("slow", 500);
    }

    @Test
    void a_connection_reset_in_the_middle_of_a_request_costs_a_repetition_and_nothing_else() {
        collector = Collector.down();
        integration = api.createIntegration(collector.integration());
        try (ResettingServer resetting = new ResettingServer(collector.port())) {
            api.accept(Traffic.events("reset", 0, 250));
            api.awaitHealth(integration, "failing");
            assertThat(resetting.resets()).isPositive();
        }

        collector.open();
        api.lifecycle(integration, "retry-now");
        arrivedExactlyOnceInOrder("reset", 250);
    }

    @Test
    void a_busy_destination_is_asked_again() {
        collector = Collector.start();
        integration = api.createIntegration(
                collector.integration("\"retry\":{\"max_retries\":3,\"base_ms\":50,\"max_ms\":100}"));
        Reply busy = Reply.of(503, "{\"text\":\"Server is busy\",\"code\":9}");
        collector.answerNext(busy, busy);

        api.accept(Traffic.events("busy", 0, 50));

        arrivedExactlyOnceInOrder("busy", 50);
        JsonNode seen = api.awaitHealth(integration, "healthy");
        assertThat(seen.path("failures").asLong()).isEqualTo(2);
        assertThat(seen.path("attempts").asLong()).isEqualTo(3);
    }

    @Test
    void retry_after_in_seconds_is_kept_to_and_then_everything_arrives() {
        collector = Collector.start();
        integration = api.createIntegration(collector.integration());
        collector.answerNext(Reply.of(429, "{\"text\":\"Queue full\",\"code\":26}", "Retry-After", "1"));

        api.accept(Traffic.events("throttled", 0, 50));

        arrivedExactlyOnceInOrder("throttled", 50);
    }

    @Test
    void a_long_retry_after_is_shown_and_retry_now_overrides_it() {
        collector = Collector.start();
        integration = api.createIntegration(collector.integration());
        Instant before = Instant.now();
        collector.answerNext(Reply.of(429, "{\"text\":\"Queue full\",\"code\":26}", "Retry-After", "3600"));

        api.accept(Traffic.events("patient", 0, 50));
        JsonNode seen =
                api.awaitIntegration(integration, "shows when it tries again", shown -> !shown.path("next_retry_at")
                        .asText("")
                        .isEmpty());
        assertThat(Instant.parse(seen.path("next_retry_at").asText())).isAfter(before.plus(Duration.ofMinutes(59)));
        assertThat(collector.ids()).isEmpty();

        api.lifecycle(integration, "retry-now");
        arrivedExactlyOnceInOrder("patient", 50);
    }

    @Test
    void a_bad_event_in_a_batch_is_a_dead_letter_and_the_others_arrive_exactly_once() {
        collector = Collector.start();
        integration = api.createIntegration(collector.integration());
        String bad = Traffic.id("partial", 42);
        collector.usually(ids -> ids.contains(bad) ? Reply.badEvent(ids.indexOf(bad)) : Reply.SUCCESS);

        api.accept(Traffic.events("partial", 0, 250));

        JsonNode seen = api.awaitDelivered(integration, 249);
        assertThat(seen.path("dead_letters").asLong()).isEqualTo(1);
        List<String> others = new ArrayList<>(Traffic.ids("partial", 0, 250));
        others.remove(bad);
        assertThat(collector.ids()).isEqualTo(others);
        JsonNode group = api.integration(integration + "/dead-letters").at("/data/0");
        assertThat(group.path("reason").asText()).isEqualTo("hec_6");
        assertThat(group.at("/sample/id").asText()).isEqualTo(bad);
    }

    @Test
    void a_request_that_is_too_large_is_split_until_it_fits() {
        collector = Collector.start();
        integration = api.createIntegration(collector.integration());
        collector.usually(ids -> ids.size() > 7 ? Reply.of(413, "<html>Content too large</html>") : Reply.SUCCESS);

        api.accept(Traffic.events("large", 0, 250));

        arrivedExactlyOnceInOrder("large", 250);
        assertThat(api.integration(integration).path("dead_letters").asLong()).isZero();
    }

    @Test
    void a_single_event_that_is_too_large_is_a_dead_letter() {
        collector = Collector.start();
        integration = api.createIntegration(collector.integration());
        String huge = Traffic.id("huge", 3);
        collector.usually(ids -> ids.contains(huge) ? Reply.of(413, "<html>no</html>") : Reply.SUCCESS);

        api.accept(Traffic.events("huge", 0, 10));

        JsonNode seen = api.awaitDelivered(integration, 9);
        assertThat(seen.path("dead_letters").asLong()).isEqualTo(1);
        assertThat(collector.ids()).hasSize(9).doesNotContain(huge);
    }

    @Test
    void a_refused_token_parks_with_a_remedy_and_a_new_token_heals() {
        collector = Collector.start();
        collector.requireToken("the-new-token");
        integration = api.createIntegration(collector.integration());

        api.accept(Traffic.events("token", 0, 50));
        JsonNode seen = api.awaitHealth(integration, "action_required");
        assertThat(seen.path("reason").asText()).isEqualTo("hec_4");
        assertThat(seen.path("detail").asText()).isNotEmpty();
        assertThat(seen.path("remedy").asText()).isNotEmpty();
        assertThat(seen.path("pending_events").asLong()).isEqualTo(50);
        assertThat(seen.path("dead_letters").asLong()).isZero();

        api.patch(integration, "{\"token\":\"the-new-token\"}");
        arrivedExactlyOnceInOrder("token", 50);
        api.awaitHealth(integration, "healthy");
    }

    @Test
    void an_answer_that_never_came_repeats_a_request_and_keeps_the_order() {
        collector = Collector.start();
        integration = api.createIntegration(collector.integration());
        collector.answerNext(Reply.indexedButUnanswered());

        api.accept(Traffic.events("unanswered", 0, 250));

        api.awaitDelivered(integration, 250);
        assertThat(collector.firstArrivals()).isEqualTo(Traffic.ids("unanswered", 0, 250));
        assertThat(collector.ids()).hasSizeLessThanOrEqualTo(250 + 100);
    }

    @Test
    void a_paused_integration_keeps_its_events_until_it_is_resumed() {
        collector = Collector.start();
        integration = api.createIntegration(collector.integration());
        api.lifecycle(integration, "pause");

        api.accept(Traffic.events("paused", 0, 50));
        JsonNode seen = api.integration(integration);
        assertThat(seen.path("state").asText()).isEqualTo("paused");
        assertThat(seen.path("pending_events").asLong()).isEqualTo(50);
        assertThat(collector.ids()).isEmpty();

        api.lifecycle(integration, "resume");
        arrivedExactlyOnceInOrder("paused", 50);
    }

    @Test
    void an_integration_with_pending_events_is_deleted_only_when_told_to_discard_them() {
        collector = Collector.down();
        integration = api.createIntegration(collector.integration());
        String path = RouterApi.INTEGRATIONS + "/" + integration;
        api.accept(Traffic.events("deleted", 0, 5));

        assertThat(api.send("DELETE", path, new byte[0]))
                .returns(409, answer -> answer.statusCode())
                .satisfies(answer -> assertThat(answer.body()).contains("has_pending"));
        assertThat(api.send("DELETE", path + "?discard_pending=true", new byte[0])
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.send("GET", path, new byte[0]).statusCode()).isEqualTo(404);
    }

    private void arrivedExactlyOnceInOrder(String name, int count) {
        api.awaitDelivered(integration, count);
        assertThat(collector.ids()).isEqualTo(Traffic.ids(name, 0, count));
    }
}
