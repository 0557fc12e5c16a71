package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One tenant's events reach that tenant's SIEM, and no other's: live, behind, after a crash, replayed and redriven. */
class FilterIT {

    private static final String ACME = "\"filter\":{\"tenant_id\":\"acme\"}";
    private static final String QUICK = ",\"retry\":{\"max_retries\":1,\"base_ms\":50,\"max_ms\":100}";

    @TempDir
    private Path work;

    @Test
    void each_tenant_s_siem_gets_that_tenant_s_events_and_what_is_passed_over_is_settled_and_counted() {
        try (RouterProcess router = RouterProcess.start(work);
                Collector acme = Collector.start();
                Collector others = Collector.start();
                Collector everybody = Collector.start()) {
            RouterApi api = router.api();
            String toAcme = api.createIntegration(acme.integration(ACME));
            String toOthers = api.createIntegration(others.integration(
                    "\"filter\":{\"not\":{\"tenant_id\":\"acme\"},\"outcome\":[\"deny\",\"alert\"]}"));
            String toAll = api.createIntegration(everybody.integration());

            api.accept(events(0, 300));
            api.awaitDelivered(toAll, 300);
            api.awaitDelivered(toAcme, 100);
            api.awaitDelivered(toOthers, 200);

            assertThat(acme.ids()).isEqualTo(ids(0, 300, 0));
            assertThat(others.ids()).doesNotContainAnyElementsOf(acme.ids());
            JsonNode seen = api.awaitIntegration(
                    toAcme,
                    "nothing is pending",
                    one -> one.path("pending_events").asLong() == 0);
            assertThat(seen.path("filtered_events").asLong()).isEqualTo(200);
            assertThat(seen.path("pending_is_bound").asBoolean()).isTrue();
            assertThat(api.integration(toAll).path("filtered_events").asLong()).isZero();
            assertThat(api.integration(toAll).path("pending_is_bound").asBoolean())
                    .isFalse();
            assertThat(api.send("GET", "/metrics", new byte[0]).body())
                    .contains("siem_integration_filtered_total{integration=\"" + toAcme
                            + "\",type=\"splunk_hec\"} 200.0");
        }
    }

    @Test
    void a_crash_a_changed_filter_and_a_replay_let_nothing_else_through() {
        try (RouterProcess router = RouterProcess.start(work);
                Collector acme = Collector.start()) {
            RouterApi api = router.api();
            String id = api.createIntegration(acme.integration(ACME + QUICK));
            acme.goDown();
            api.accept(events(0, 90));
            router.kill();
            acme.open();
            router.restart();
            api.awaitDelivered(id, 30);
            assertThat(acme.firstArrivals()).isEqualTo(ids(0, 90, 0));
            assertThat(api.awaitIntegration(
                                    id,
                                    "all is settled",
                                    one -> one.path("pending_events").asLong() == 0)
                            .path("filtered_events")
                            .asLong())
                    .isEqualTo(60);

            api.patch(id, "{\"filter\":{\"tenant_id\":[\"beta\"]}}");
            api.accept(events(90, 120));
            api.awaitDelivered(id, 40);
            assertThat(acme.firstArrivals()).containsAll(ids(90, 120, 1)).doesNotContainAnyElementsOf(ids(90, 120, 0));

            api.post(id + "/replays", "{\"since\":\"2020-01-01T00:00:00Z\"}", 202);
            Await.until("beta's events came", () -> acme.firstArrivals().containsAll(ids(0, 90, 1)));
            assertThat(acme.firstArrivals()).doesNotContainAnyElementsOf(ids(0, 120, 2));

            api.patch(id, "{\"filter\":null}");
            api.accept(events(120, 123));
            Await.until("all three came", () -> acme.firstArrivals().contains("e-122"));
        }
    }

    @Test
    void a_dead_letter_that_the_filter_does_not_let_through_stays_one() {
        try (RouterProcess router = RouterProcess.start(work);
                Collector siem = Collector.start()) {
            RouterApi api = router.api();
            String id = api.createIntegration(siem.integration("\"start_from\":\"now\""));
            siem.usually(arrived -> Reply.of(400, "{\"text\":\"Invalid data format\",\"code\":6}"));
            api.accept(events(0, 2));
            api.awaitIntegration(
                    id, "both are dead letters", one -> one.path("dead_letters").asLong() == 2);
            siem.usually(arrived -> Reply.SUCCESS);
            int before = siem.ids().size();

            api.patch(id, "{" + ACME + "}");
            api.post(id + "/dead-letters/redrive", "{}", 202);

            api.awaitIntegration(
                    id, "one is redriven", one -> one.path("redriven").asLong() == 1);
            assertThat(api.integration(id).path("dead_letters").asLong()).isEqualTo(1);
            assertThat(siem.ids().subList(before, siem.ids().size())).containsExactly("e-0");
        }
    }

    @Test
    void a_filter_that_is_none_is_refused_by_its_place_and_one_may_come_by_a_variable() throws IOException {
        try (Collector acme = Collector.start();
                RouterProcess router = RouterProcess.start(
                        work,
                        Map.of(
                                "SIEM_TYPE", "splunk",
                                "SPLUNK_HEC_URL", acme.url(),
                                "SPLUNK_HEC_TOKEN", "your-hec-token",
                                "SIEM_FLUSH_INTERVAL", "0",
                                "SIEM_FILTER", "{\"or\":[{\"tenant_id\":{\"prefix\":\"ac\"}}]}"))) {
            router.api().accept(events(0, 6));
            router.api().awaitDelivered("environment-splunk_hec", 2);
            assertThat(acme.ids()).isEqualTo(ids(0, 6, 0));

            String wrong = acme.integration("\"filter\":{\"or\":[{\"tenant_id\":\"acme\"},{\"tenant\":\"acme\"}]}");
            JsonNode refused = new ObjectMapper()
                    .readTree(router.api()
                            .send("POST", "/api/v1/integrations/siem", wrong.getBytes(StandardCharsets.UTF_8))
                            .body());
            assertThat(refused.at("/errors/0/pointer").asText()).isEqualTo("/filter/or/1/tenant");
            assertThat(refused.at("/errors/0/detail").asText())
                    .contains("tenant_id")
                    .doesNotContain("acme");
        }
    }

    /** Of three tenants in turn: acme, beta, and none. */
    private static String events(int from, int to) {
        List<String> events = new ArrayList<>();
        for (int i = from; i < to; i++) {
            String tenant = List.of(",\"tenant_id\":\"acme\"", ",\"tenant_id\":\"beta\"", "")
                    .get(i % 3);
            events.add(
                    "{\"id\":\"e-" + i + "\",\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-05-26T10:14:00Z\","
                            + "\"outcome\":\"deny\"" + tenant + "}");
        }
        return events.toString();
    }

    private static List<String> ids(int from, int to, int tenant) {
        List<String> ids = new ArrayList<>();
        for (int i = from; i < to; i++) {
            if (i % 3 == tenant) {
                ids.add("e-" + i);
            }
        }
        return ids;
    }
}
