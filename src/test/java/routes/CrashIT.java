package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Answered means on disk: whatever way the router ends, what it answered 202 arrives after it is back. */
class CrashIT {

    private static final int KILLS = 5;
    private static final int PRODUCERS = 3;
    private static final int MOST_EVENTS_BEFORE_A_KILL = 3_000;

    @Test
    void killed_under_load_again_and_again_it_loses_nothing_it_answered_for(@TempDir Path work, TestReporter reporter) {
        long seed = Long.getLong("crash.seed", System.nanoTime());
        reporter.publishEntry("crash.seed", Long.toString(seed));
        Random random = new Random(seed);
        try (RouterProcess router = RouterProcess.start(work);
                Collector collector = Collector.start()) {
            String integration = router.api().createIntegration(collector.integration());
            List<List<String>> owed = new ArrayList<>();
            for (int kill = 0; kill < KILLS; kill++) {
                Load load = Load.start(router.api(), "life" + kill, PRODUCERS);
                int moment = 1 + random.nextInt(MOST_EVENTS_BEFORE_A_KILL);
                Await.until(moment + " events are answered", () -> load.owedCount() >= moment, router::log);
                router.kill();
                owed.addAll(load.owed());
                router.restart();
            }

            router.api()
                    .awaitIntegration(
                            integration,
                            "has nothing left, seed " + seed,
                            seen -> seen.path("pending_events").asLong() == 0);
            for (List<String> ofOneProducer : owed) {
                assertThat(arrivedOf(ofOneProducer, collector))
                        .as("owed to one producer, in its order; seed %d", seed)
                        .isEqualTo(ofOneProducer);
            }
            assertDuplicatesAreBounded(collector, seed);
        }
    }

    @Test
    void stopped_in_the_middle_of_a_request_it_goes_on_where_it_stood(@TempDir Path work) {
        interrupted(work, RouterProcess::stop);
    }

    @Test
    void killed_in_the_middle_of_a_request_it_goes_on_where_it_stood(@TempDir Path work) {
        interrupted(work, RouterProcess::kill);
    }

    private static void interrupted(Path work, Consumer<RouterProcess> end) {
        try (RouterProcess router = RouterProcess.start(work);
                Collector collector = Collector.start()) {
            String integration = router.api().createIntegration(collector.integration());
            router.api().accept(Traffic.events("event", 0, 500));
            router.api().awaitDelivered(integration, 500);
            collector.stall();
            router.api().accept(Traffic.events("event", 500, 1_000));
            Await.until(
                    "a request is in flight",
                    () -> collector.requests().toString().contains("event-500"));

            end.accept(router);
            collector.release();
            router.restart();

            collector.awaitIds(Traffic.ids("event", 0, 1_000));
            assertThat(collector.firstArrivals()).isEqualTo(Traffic.ids("event", 0, 1_000));
            assertThat(router.api()
                            .integration(integration)
                            .path("dead_letters")
                            .asLong())
                    .isZero();
        }
    }

    /** What arrived of these events, in the order of the first arrival. */
    private static List<String> arrivedOf(List<String> events, Collector collector) {
        HashSet<String> wanted = new HashSet<>(events);
        return collector.firstArrivals().stream().filter(wanted::contains).toList();
    }

    /** A crash may repeat what was sent since the cursor was last written, so no event comes more than once a life. */
    private static void assertDuplicatesAreBounded(Collector collector, long seed) {
        List<String> all = collector.ids();
        int duplicates = all.size() - new HashSet<>(all).size();
        assertThat(duplicates)
                .as("duplicates of %d arrivals after %d kills; seed %d", all.size(), KILLS, seed)
                .isLessThanOrEqualTo(KILLS * MOST_EVENTS_BEFORE_A_KILL);
        Map<String, Long> times = all.stream().collect(Collectors.groupingBy(id -> id, Collectors.counting()));
        assertThat(Collections.max(times.values()))
                .as("how often one event arrived; seed %d", seed)
                .isLessThanOrEqualTo(1 + KILLS);
    }
}
