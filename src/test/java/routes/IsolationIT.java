package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody waits for another: what is wrong at one destination is felt by no other and by no producer. */
class IsolationIT {

    private static final int EVENTS = 2_000;
    private static final int IN_A_REQUEST = 100;
    private static final int REQUESTS = 30;

    @Test
    void a_dead_and_a_silent_destination_cost_the_healthy_one_nothing(@TempDir Path work) {
        try (RouterProcess router = RouterProcess.start(work);
                Collector healthy = Collector.start();
                Collector dead = Collector.down();
                Collector silent = Collector.start()) {
            RouterApi api = router.api();
            String toSilent = api.createIntegration(silent.integration());
            String toDead = api.createIntegration(dead.integration());
            String toHealthy = api.createIntegration(healthy.integration());
            silent.stall();

            for (int from = 0; from < EVENTS; from += IN_A_REQUEST) {
                api.accept(Traffic.events("all", from, from + IN_A_REQUEST));
            }

            // the healthy one is done while the others still stand where they stood
            api.awaitDelivered(toHealthy, EVENTS);
            assertThat(healthy.ids()).isEqualTo(Traffic.ids("all", 0, EVENTS));
            assertThat(silent.ids()).isEmpty();
            everythingIsPending(api.integration(toSilent));
            everythingIsPending(api.integration(toDead));

            silent.release();
            dead.open();
            api.lifecycle(toDead, "retry-now");
            api.awaitDelivered(toSilent, EVENTS);
            api.awaitDelivered(toDead, EVENTS);
            // a request the silent one kept too long may have been sent again
            assertThat(silent.firstArrivals()).isEqualTo(Traffic.ids("all", 0, EVENTS));
            assertThat(dead.ids()).isEqualTo(Traffic.ids("all", 0, EVENTS));
        }
    }

    @Test
    void each_integration_gets_what_it_selects_and_nothing_else(@TempDir Path work) {
        try (RouterProcess router = RouterProcess.start(work);
                Collector denials = Collector.start();
                Collector archive = Collector.start()) {
            RouterApi api = router.api();
            String toDenials = api.createIntegration(denials.integration("\"event_types\":[\"policy.deny\"]"));
            String toArchive =
                    api.createIntegration(archive.integration("\"event_types\":[\"policy.deny\",\"policy.allow\"]"));

            api.accept("[" + Traffic.event("denied") + ","
                    + Traffic.event("allowed").replace("policy.deny", "policy.allow") + "]");

            api.awaitDelivered(toArchive, 2);
            api.awaitDelivered(toDenials, 1);
            assertThat(archive.ids()).containsExactly("denied", "allowed");
            assertThat(denials.ids()).containsExactly("denied");
        }
    }

    @Test
    void a_destination_that_stalls_costs_one_thread_however_much_waits_for_it(@TempDir Path work) {
        try (RouterProcess router = RouterProcess.start(work);
                Collector healthy = Collector.start();
                Collector silent = Collector.start()) {
            RouterApi api = router.api();
            String toHealthy = api.createIntegration(healthy.integration());
            api.accept(Traffic.events("before", 0, IN_A_REQUEST));
            api.awaitDelivered(toHealthy, IN_A_REQUEST);
            silent.stall();
            String toSilent = api.createIntegration(silent.integration());
            for (int from = 0; from < EVENTS; from += IN_A_REQUEST) {
                api.accept(Traffic.events("all", from, from + IN_A_REQUEST));
            }
            silent.awaitRequest();
            api.awaitDelivered(toHealthy, EVENTS + IN_A_REQUEST);
            everythingIsPending(api.integration(toSilent));

            assertThat(router.threads())
                    .filteredOn(name -> name.contains(toSilent))
                    .containsExactly("journal-" + toSilent);
            silent.release();
        }
    }

    @Test
    void a_caught_up_integration_sends_all_its_requests_over_one_connection(@TempDir Path work) {
        try (RouterProcess router = RouterProcess.start(work);
                Collector collector = Collector.start()) {
            RouterApi api = router.api();
            String integration = api.createIntegration(collector.integration());

            for (int request = 0; request < REQUESTS; request++) {
                api.accept(Traffic.events("one", request, request + 1));
                api.awaitDelivered(integration, request + 1);
            }

            assertThat(collector.requests()).hasSize(REQUESTS);
            assertThat(collector.connections()).isEqualTo(1);
        }
    }

    private static void everythingIsPending(JsonNode integration) {
        assertThat(integration.path("pending_events").asLong()).isEqualTo(EVENTS);
        assertThat(integration.path("delivered").asLong()).isZero();
    }
}
