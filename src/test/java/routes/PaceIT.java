package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How fast events are sent: to a destination that is far away, and to one that wants no more than it said. */
class PaceIT {

    private static final int AGENTS = 150;
    private static final int EVENTS = 3_000;

    @TempDir
    private Path work;

    private final Collector collector = Collector.start();
    private RouterProcess router;
    private RouterApi api;

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

    @Test
    void a_far_webhook_has_many_requests_under_way_and_gets_each_agent_s_events_once_and_in_order() {
        try (DelayingRelay line = DelayingRelay.to(collector.port(), Duration.ofMillis(100))) {
            String integration = api.createIntegration(
                    "{\"type\":\"webhook\",\"url\":\"http://127.0.0.1:" + line.port() + "/hook\"}");
            api.accept(events(0, EVENTS));
            api.awaitDelivered(integration, EVENTS);
        }
        assertThat(collector.requests()).hasSize(EVENTS);
        // one after the other over one connection, it would have taken five minutes
        assertThat(collector.connections()).isBetween(20, 64);
        assertInOrder(collector.ids());
    }

    @Test
    void a_far_collector_that_is_busy_now_and_then_gets_all_in_order() {
        try (DelayingRelay line = DelayingRelay.to(collector.port(), Duration.ofMillis(100))) {
            int[] requests = new int[1];
            collector.usually(ids ->
                    ++requests[0] % 7 == 0 ? Reply.of(503, "{\"text\":\"Server is busy\",\"code\":9}") : Reply.SUCCESS);
            String integration = api.createIntegration(
                    """
                    {"type":"splunk_hec","url":"http://127.0.0.1:%d","token":"%s","batch":{"max_events":40},\
                    "retry":{"max_retries":3,"base_ms":20,"max_ms":100}}"""
                            .formatted(line.port(), Collector.TOKEN));
            api.accept(events(0, EVENTS));
            api.awaitDelivered(integration, EVENTS);
        }
        assertInOrder(collector.ids());
    }

    @Test
    void a_kill_with_many_requests_under_way_loses_nothing() {
        try (DelayingRelay line = DelayingRelay.to(collector.port(), Duration.ofMillis(100))) {
            String integration = api.createIntegration(
                    "{\"type\":\"webhook\",\"url\":\"http://127.0.0.1:" + line.port() + "/hook\"}");
            api.accept(events(0, EVENTS));
            for (int kill = 1; kill <= 3; kill++) {
                int before = kill * EVENTS / 5;
                Await.until("some have arrived", () -> collector.ids().size() >= before);
                router.kill();
                router.restart();
            }
            api.awaitIntegration(
                    integration,
                    "nothing pending",
                    seen -> seen.path("pending_events").asLong() == 0);
        }
        assertThat(collector.firstArrivals()).hasSize(EVENTS);
        // what was under way, and what a cursor of a tenth of a second before had not heard of
        assertThat(collector.ids().size() - EVENTS).isLessThan(3 * 64 * 4);
    }

    @Test
    void no_second_has_more_events_than_max_events_per_second_and_the_status_says_why_they_wait() {
        String integration = api.createIntegration(collector.integration("\"max_events_per_second\":100"));
        long began = System.nanoTime();
        api.accept(events(0, 400));
        api.awaitIntegration(
                integration,
                "it is told why events wait",
                seen -> seen.path("reason").asText().equals("rate_limited")
                        && seen.path("health").asText().equals("healthy"));
        api.awaitDelivered(integration, 400);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(3_500));
        assertThat(collector.ids()).hasSize(400);
    }

    private static void assertInOrder(List<String> ids) {
        assertThat(ids).hasSize(EVENTS).doesNotHaveDuplicates();
        Map<Integer, Integer> last = new HashMap<>();
        for (String id : ids) {
            int number = Integer.parseInt(id.substring(id.indexOf('-') + 1));
            assertThat(last.getOrDefault(number % AGENTS, -1))
                    .as("the event of its agent before %s", id)
                    .isLessThan(number);
            last.put(number % AGENTS, number);
        }
    }

    private static String events(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number ->
                        Traffic.event("pace-" + number).replace(Traffic.agent("pace-0"), "agent-" + number % AGENTS))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
