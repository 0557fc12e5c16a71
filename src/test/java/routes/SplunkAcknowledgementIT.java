package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.destination.splunk.SplunkHecEmulator;
import routes.event.Samples;

/** A token with indexer acknowledgement, through the packaged router: what Splunk took and has not indexed is not delivered. */
class SplunkAcknowledgementIT {

    private final SplunkHecEmulator splunk = SplunkHecEmulator.start("token");

    @AfterEach
    void close() {
        splunk.close();
    }

    @Test
    void an_event_is_delivered_when_it_is_acknowledged_and_sent_once(@TempDir Path work) {
        splunk.setAcknowledgement(true);
        try (RouterProcess router = RouterProcess.start(work)) {
            String integration = create(router.api(), "");
            send(router.api(), 0, 20);
            router.api().awaitDelivered(integration, 20);
        }
        assertThat(splunk.ids()).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void what_is_never_acknowledged_is_never_delivered_and_sent_again(@TempDir Path work) {
        splunk.setAcknowledgement(true);
        splunk.setIndexing(false);
        try (RouterProcess router = RouterProcess.start(work)) {
            String integration = create(router.api(), "");
            send(router.api(), 0, 5);
            Await.until("events at Splunk", () -> splunk.ids().size() >= 10);
            JsonNode seen = router.api().integration(integration);
            assertThat(seen.path("delivered").asLong()).isZero();
            assertThat(seen.path("pending_events").asLong()).isEqualTo(5);
            assertThat(seen.path("reason").asText()).isEqualTo("hec_unacknowledged");
            splunk.setIndexing(true);
            router.api().awaitDelivered(integration, 5);
            assertThat(router.api()
                            .integration(integration)
                            .path("dead_letters")
                            .asLong())
                    .isZero();
        }
    }

    @Test
    void what_a_collector_forgot_between_its_200_and_its_acknowledgement_is_sent_again(@TempDir Path work) {
        splunk.setAcknowledgement(true);
        splunk.setIndexing(false);
        try (RouterProcess router = RouterProcess.start(work)) {
            String integration = create(router.api(), ",\"acknowledgement_timeout\":600000");
            send(router.api(), 0, 5);
            Await.until("events at Splunk", () -> splunk.ids().size() == 5);
            splunk.forgetChannels();
            splunk.setIndexing(true);
            // its numbers begin anew, which tells that it forgot
            send(router.api(), 5, 6);
            router.api().awaitDelivered(integration, 6);
        }
        assertThat(splunk.ids()).containsAll(ids(0, 6));
    }

    @Test
    void what_was_not_acknowledged_when_the_router_stopped_is_sent_again_by_the_next(@TempDir Path work) {
        splunk.setAcknowledgement(true);
        splunk.setIndexing(false);
        try (RouterProcess router = RouterProcess.start(work)) {
            create(router.api(), ",\"acknowledgement_timeout\":600000");
            send(router.api(), 0, 5);
            Await.until("events at Splunk", () -> splunk.ids().size() == 5);
        }
        splunk.setIndexing(true);
        try (RouterProcess router = RouterProcess.start(work)) {
            Await.until("events at Splunk", () -> splunk.ids().size() == 10, router::log);
        }
        assertThat(splunk.ids().subList(5, 10)).containsExactlyElementsOf(ids(0, 5));
    }

    @Test
    void acknowledgement_that_is_turned_off_meanwhile_costs_nothing(@TempDir Path work) {
        splunk.setAcknowledgement(true);
        splunk.setIndexing(false);
        try (RouterProcess router = RouterProcess.start(work)) {
            String integration = create(router.api(), ",\"acknowledgement_timeout\":600000");
            send(router.api(), 0, 5);
            Await.until("events at Splunk", () -> splunk.ids().size() == 5);
            splunk.setAcknowledgement(false);
            router.api().awaitDelivered(integration, 5);
        }
        assertThat(splunk.ids()).hasSize(10);
    }

    @Test
    void a_token_without_it_parks_where_it_is_required(@TempDir Path work) {
        try (RouterProcess router = RouterProcess.start(work)) {
            String integration = create(router.api(), ",\"acknowledgement\":\"required\"");
            send(router.api(), 0, 1);
            Await.until("the reason", () -> router.api()
                    .integration(integration)
                    .path("reason")
                    .asText()
                    .equals("hec_ack_missing"));
            assertThat(router.api().integration(integration).path("delivered").asLong())
                    .isZero();
        }
    }

    private String create(RouterApi api, String more) {
        String timeout = more.contains("timeout") ? "" : ",\"acknowledgement_timeout\":1000";
        return api.createIntegration(
                "{\"type\":\"splunk_hec\",\"token\":\"token\",\"url\":\"" + splunk.url() + "\"" + timeout + more + "}");
    }

    private static void send(RouterApi api, int from, int to) {
        api.accept(ids(from, to).stream()
                .map(id -> Samples.json("policy-deny").put("id", id))
                .toList()
                .toString());
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "event-" + i).toList();
    }
}
