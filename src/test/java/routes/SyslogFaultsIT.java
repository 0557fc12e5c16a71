package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Syslog has no replies, and whatever becomes of the stream, every event arrives, in the order of its first arrival; only what
 * was not confirmed comes twice. One router serves all tests; each test has a receiver and an integration of its own.
 */
class SyslogFaultsIT {

    private static final int RESETS = 5;

    private static RouterProcess router;
    private static RouterApi api;

    private SyslogReceiver receiver;
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
        receiver.close();
    }

    @Test
    void a_stream_that_is_reset_under_load_again_and_again_loses_nothing() throws IOException {
        long seed = Seed.of("syslog.seed");
        Random random = new Random(seed);
        start(500);

        int posted = 0;
        for (int reset = 0; reset < RESETS; reset++) {
            int from = posted;
            posted += 500 + random.nextInt(2_000);
            for (int at = from; at < posted; at += 100) {
                api.accept(Traffic.events("reset", at, Math.min(posted, at + 100)));
            }
            int moment = from + random.nextInt(posted - from);
            awaitHurried(Traffic.ids("reset", 0, moment));
            receiver.reset();
        }
        awaitHurried(Traffic.ids("reset", 0, posted));
        // the last reset may be noticed after all has arrived, and then it waits for its turn once more
        Await.until("nothing is left", () -> {
            api.lifecycle(integration, "retry-now");
            return api.integration(integration).path("pending_events").asLong() == 0;
        });

        arrivedInOrder("reset", posted);
        assertThat(receiver.messages()).as("seed %d", seed).hasSizeLessThanOrEqualTo(posted * (1 + RESETS));
    }

    @Test
    void what_was_confirmed_does_not_come_again_after_a_reset() throws IOException {
        start(200);
        api.accept(Traffic.events("confirmed", 0, 100));
        api.awaitDelivered(integration, 100);

        receiver.reset();
        api.accept(Traffic.events("confirmed", 100, 200));

        arrivedInOrder("confirmed", 200);
        assertThat(receiver.messages()).hasSize(200);
        assertThat(api.integration(integration).path("failures").asLong()).isZero();
    }

    @Test
    void a_receiver_that_closes_its_half_gets_everything_over_a_new_connection() throws IOException {
        start(60_000);
        api.accept(Traffic.events("half", 0, 100));
        receiver.awaitIds(Traffic.ids("half", 0, 100));

        receiver.closeHalf();
        api.awaitHealth(integration, "retrying");
        api.patch(integration, "{\"confirm_after\":200}");
        api.accept(Traffic.events("half", 100, 200));

        arrivedInOrder("half", 200);
        assertThat(receiver.messages()).hasSizeLessThanOrEqualTo(200 + 2 * 100);
    }

    @Test
    void a_receiver_that_stalls_for_long_and_then_reads_on_gets_everything() {
        start(300, ",\"write_timeout\":1000");
        api.accept(Traffic.events("stall", 0, 10));
        api.awaitDelivered(integration, 10);
        receiver.stall();
        int posted = 10;
        while (api.integration(integration).path("failures").asLong() == 0) {
            api.accept(Traffic.events("stall", posted, posted + 500));
            posted += 500;
        }

        receiver.read();
        api.lifecycle(integration, "retry-now");

        arrivedInOrder("stall", posted);
    }

    @Test
    void a_receiver_that_dies_and_loses_what_it_read_last_gets_that_again() throws IOException {
        start(1_000);
        api.accept(Traffic.events("died", 0, 200));
        receiver.awaitIds(Traffic.ids("died", 0, 200));

        receiver.dieLosing(10_000);
        api.awaitHealth(integration, "retrying");
        assertThat(receiver.ids()).hasSizeLessThan(200);
        receiver.open();
        api.lifecycle(integration, "retry-now");

        arrivedInOrder("died", 200);
    }

    @Test
    void a_receiver_that_takes_connections_and_resets_them_is_retrying_then_failing_and_then_gets_everything() {
        receiver = SyslogReceiver.down();
        integration = create(200, "");
        try (ResettingServer resetting = new ResettingServer(receiver.port())) {
            api.accept(Traffic.events("resetting", 0, 100));
            JsonNode seen = api.awaitHealth(integration, "retrying");
            assertThat(seen.path("reason").asText()).isEqualTo("connection_lost");
            assertThat(seen.path("pending_events").asLong()).isEqualTo(100);
            for (int more = 0; more < 4; more++) {
                int soFar = resetting.resets();
                Await.until("it was tried again", () -> {
                    api.lifecycle(integration, "retry-now");
                    return resetting.resets() > soFar;
                });
            }
            api.awaitHealth(integration, "failing");
        }

        receiver.open();
        api.lifecycle(integration, "retry-now");
        arrivedInOrder("resetting", 100);
        api.awaitHealth(integration, "healthy");
    }

    @Test
    void a_router_killed_before_the_confirmation_sends_again(@TempDir Path work) {
        receiver = SyslogReceiver.tcp();
        try (RouterProcess own = RouterProcess.start(work)) {
            String killed = own.api().createIntegration(receiver.integration(60_000, ""));
            own.api().accept(Traffic.events("killed", 0, 500));
            receiver.awaitIds(Traffic.ids("killed", 0, 500));
            assertThat(own.api().integration(killed).path("pending_events").asLong())
                    .isEqualTo(500);

            own.kill();
            own.restart();
            own.api().patch(killed, "{\"confirm_after\":100}");

            own.api().awaitDelivered(killed, 500);
            assertThat(receiver.ids()).isEqualTo(Traffic.ids("killed", 0, 500));
            assertThat(receiver.messages().size()).isBetween(2 * 500, 3 * 500);
        }
        integration = "none";
    }

    @Test
    void paused_and_resumed_before_the_confirmation_nothing_is_lost_or_called_a_failure() {
        start(60_000);
        api.accept(Traffic.events("paused", 0, 100));
        receiver.awaitIds(Traffic.ids("paused", 0, 100));

        api.lifecycle(integration, "pause");
        assertThat(api.integration(integration).path("pending_events").asLong()).isEqualTo(100);
        assertThat(api.integration(integration).path("failures").asLong()).isZero();
        api.patch(integration, "{\"confirm_after\":200}");
        api.accept(Traffic.events("paused", 100, 200));
        api.lifecycle(integration, "resume");

        arrivedInOrder("paused", 200);
        assertThat(receiver.messages()).hasSizeLessThanOrEqualTo(200 + 100);
        JsonNode seen = api.awaitHealth(integration, "healthy");
        assertThat(seen.path("failures").asLong()).isZero();
    }

    @Test
    void a_selection_that_skips_most_events_is_confirmed_to_the_journals_end() {
        start(200, ",\"event_types\":[\"policy.hold\"]");
        String wanted = Traffic.event("wanted").replace("policy.deny", "policy.hold");
        api.accept(Traffic.events("skipped", 0, 2_000));
        api.accept(wanted);
        api.accept(Traffic.events("skipped", 2_000, 4_000));

        api.awaitDelivered(integration, 1);
        assertThat(receiver.ids()).containsExactly("wanted");
    }

    /** A reset is noticed some time after it happened, and from then on there is a pause to be cut short. */
    private void awaitHurried(List<String> ids) {
        Await.until("the receiver has " + ids.size() + " events", () -> {
            api.lifecycle(integration, "retry-now");
            return new HashSet<>(receiver.ids()).containsAll(ids);
        });
    }

    private void start(int confirmAfter) {
        start(confirmAfter, "");
    }

    private void start(int confirmAfter, String more) {
        receiver = SyslogReceiver.tcp();
        integration = create(confirmAfter, more);
    }

    private String create(int confirmAfter, String more) {
        return api.createIntegration(receiver.integration(confirmAfter, more));
    }

    private void arrivedInOrder(String name, int count) {
        JsonNode seen = api.awaitIntegration(
                integration,
                "has nothing left",
                shown -> shown.path("pending_events").asLong() == 0);
        assertThat(seen.path("dead_letters").asLong()).isZero();
        assertThat(seen.path("delivered").asLong()).isEqualTo(count);
        List<String> wanted = new ArrayList<>(Traffic.ids(name, 0, count));
        receiver.awaitIds(wanted);
        assertThat(receiver.ids()).isEqualTo(wanted);
    }
}
