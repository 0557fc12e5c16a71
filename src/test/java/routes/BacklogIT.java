package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A destination that is away for long costs disk and nothing else: the router, with the heap of its start script, serves the others
 * and then brings this one up to date. The long run: {@code -Dbacklog.events=10000000}; it needs 3 GB in the folder for
 * temporary files.
 */
class BacklogIT {

    private static final int EVENTS = Integer.getInteger("backlog.events", 300_000);
    private static final int IN_A_REQUEST = 2_000;

    @Test
    void a_destination_away_for_long_gets_everything_later_and_others_get_it_now(@TempDir Path work) {
        try (RouterProcess router = RouterProcess.start(work);
                CountingCollector here = new CountingCollector("event").open();
                CountingCollector away = new CountingCollector("event")) {
            RouterApi api = router.api();
            String toHere = api.createIntegration(here.integration());
            String toAway = api.createIntegration(away.integration());

            for (int from = 0; from < EVENTS; from += IN_A_REQUEST) {
                api.accept(Traffic.events("event", from, Math.min(EVENTS, from + IN_A_REQUEST)));
            }
            awaitAll(here, router);
            assertThat(api.awaitDelivered(toHere, EVENTS).path("failures").asLong())
                    .isZero();
            assertThat(api.integration(toAway).path("pending_events").asLong()).isEqualTo(EVENTS);

            away.open();
            api.lifecycle(toAway, "retry-now");
            awaitAll(away, router);
            api.awaitDelivered(toAway, EVENTS);
            assertThat(away.outOfOrder() + here.outOfOrder()).isZero();
            assertThat(away.repeated() + here.repeated()).isZero();
            assertThat(router.log()).doesNotContain("OutOfMemoryError");
        }
    }

    /** As long as more arrive: how long all of them take is not the question here. */
    private static void awaitAll(CountingCollector collector, RouterProcess router) {
        while (collector.count() < EVENTS) {
            int before = collector.count();
            Await.until("more events arrive", () -> collector.count() > before, router::log);
        }
        assertThat(collector.count()).isEqualTo(EVENTS);
    }
}
