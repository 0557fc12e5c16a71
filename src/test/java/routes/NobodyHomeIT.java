package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metric, health and log say which accepted events no integration gets: none is there, none selects them, or every filter passes over. */
class NobodyHomeIT {

    private static final String WARNED = "Events came in the last day that no integration gets: ";

    @TempDir
    private Path work;

    @Test
    void where_there_is_no_integration_every_type_that_came_is_named_once_in_the_log_and_counted_each_time() {
        try (RouterProcess router = RouterProcess.start(work)) {
            RouterApi api = router.api();
            assertThat(metrics(api)).contains(unselected("policy.deny", 0));
            assertThat(ready(api)).isEqualTo("{\"status\":\"up\"}");

            api.accept(deny("a", "acme"));
            api.accept(deny("b", "acme"));

            assertThat(metrics(api)).contains(unselected("policy.deny", 2));
            assertThat(ready(api)).contains(WARNED + "policy.deny of severity high. ");
            assertThat(router.log()
                            .lines()
                            .filter(line -> line.contains("No integration gets policy.deny of severity")))
                    .hasSize(1);
        }
    }

    @Test
    void an_event_that_every_filter_passes_over_goes_to_nobody_and_one_that_a_paused_integration_will_get_does_not() {
        try (RouterProcess router = RouterProcess.start(work);
                Collector acme = Collector.start();
                Collector beta = Collector.start()) {
            RouterApi api = router.api();
            String toAcme = api.createIntegration(acme.integration("\"filter\":{\"tenant_id\":\"acme\"}"));
            String toBeta = api.createIntegration(beta.integration("\"filter\":{\"tenant_id\":\"beta\"}"));
            api.post(toBeta + "/pause", "", 200);

            api.accept("[" + deny("a", "acme") + "," + deny("b", "beta") + "]");
            assertThat(metrics(api)).contains(unselected("policy.deny", 0));
            api.accept("[" + deny("c", "acme") + "," + deny("d", "gamma") + "," + deny("e", "gamma") + "]");
            api.awaitDelivered(toAcme, 2);

            assertThat(metrics(api)).contains(unselected("policy.deny", 2));
            assertThat(ready(api)).contains(WARNED + "policy.deny of severity high that every filter passes over. ");
            assertThat(acme.ids()).containsExactly("a", "c");

            api.patch(toAcme, "{\"filter\":null}");
            api.accept(deny("f", "gamma"));
            api.awaitDelivered(toAcme, 3);
            assertThat(metrics(api)).contains(unselected("policy.deny", 2));
            assertThat(ready(api)).isEqualTo("{\"status\":\"up\"}");
        }
    }

    @Test
    void what_no_integration_selects_any_more_is_told_from_the_next_event_on() {
        try (RouterProcess router = RouterProcess.start(work);
                Collector siem = Collector.start()) {
            RouterApi api = router.api();
            String id = api.createIntegration(siem.integration());
            api.accept(deny("a", "acme"));
            api.awaitDelivered(id, 1);
            assertThat(ready(api)).isEqualTo("{\"status\":\"up\"}");

            api.patch(id, "{\"event_types\":[\"dlp.match\"]}");
            api.accept(deny("b", "acme"));

            assertThat(metrics(api)).contains(unselected("policy.deny", 1));
            assertThat(ready(api)).contains(WARNED + "policy.deny");
            api.deleteWithPending(id);
        }
    }

    private static String deny(String id, String tenant) {
        return "{\"id\":\"" + id + "\",\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-05-26T10:14:00Z\","
                + "\"tenant_id\":\"" + tenant + "\"}";
    }

    private static String unselected(String type, int count) {
        return "siem_events_unselected_total{event_type=\"" + type + "\"} " + count + ".0";
    }

    private static String metrics(RouterApi api) {
        return api.send("GET", "/metrics", new byte[0]).body();
    }

    private static String ready(RouterApi api) {
        return api.send("GET", "/health/ready", new byte[0]).body();
    }
}
