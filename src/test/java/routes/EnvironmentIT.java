package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The variables of the audit document configure an integration, from the environment to the collector. */
class EnvironmentIT {

    private static final String ID = "environment-splunk_hec";

    private final Collector collector = Collector.start();

    @AfterEach
    void stop_the_collector() {
        collector.close();
    }

    @Test
    void its_variables_deliver_to_splunk_and_the_api_shows_but_does_not_change_it(@TempDir Path work) {
        collector.requireToken(Collector.TOKEN);
        try (RouterProcess router = RouterProcess.start(work, variables("SIEM_FLUSH_INTERVAL", "0.1"))) {
            RouterApi api = router.api();
            api.accept(Traffic.event("alone"));
            api.awaitDelivered(ID, 1);

            JsonNode seen = api.integration(ID);
            assertThat(seen.path("managed_by").asText()).isEqualTo("environment");
            assertThat(seen.at("/batch/max_events").asInt()).isEqualTo(100);
            assertThat(seen.at("/batch/max_wait_ms").asInt()).isEqualTo(100);
            assertThat(seen.at("/secrets/token/set").asBoolean()).isTrue();
            assertThat(patched(api)).isEqualTo(409);
            assertThat(collector.ids()).containsExactly("alone");
            assertThat(router.log()).doesNotContain(Collector.TOKEN);
            assertThat(seen.toString()).doesNotContain(Collector.TOKEN);
        }
    }

    @Test
    void events_wait_for_one_another_until_a_request_is_full(@TempDir Path work) {
        try (RouterProcess router =
                RouterProcess.start(work, variables("SIEM_FLUSH_INTERVAL", "60", "SIEM_BATCH_SIZE", "3"))) {
            router.api().accept(Traffic.event("full-0"));
            router.api().accept(Traffic.event("full-1"));
            router.api()
                    .awaitIntegration(
                            ID, "holds two", seen -> seen.path("pending_events").asInt() == 2);
            assertThat(collector.requests()).isEmpty();

            router.api().accept(Traffic.event("full-2"));
            router.api().awaitDelivered(ID, 3);
            assertThat(collector.requests()).hasSize(1);
            assertThat(collector.ids()).containsExactlyElementsOf(Traffic.ids("full", 0, 3));
        }
    }

    @Test
    void unbatched_is_one_event_a_request(@TempDir Path work) {
        try (RouterProcess router =
                RouterProcess.start(work, variables("SIEM_FLUSH_INTERVAL", "60", "SIEM_BATCH_MODE", "false"))) {
            router.api().accept(Traffic.events("single", 0, 4));
            router.api().awaitDelivered(ID, 4);
            assertThat(collector.requests()).hasSize(4);
            assertThat(collector.ids()).containsExactlyElementsOf(Traffic.ids("single", 0, 4));
        }
    }

    @Test
    void without_its_variables_what_waits_is_kept_and_goes_on_with_them(@TempDir Path work) {
        collector.goDown();
        Map<String, String> variables = variables("SIEM_FLUSH_INTERVAL", "0");
        try (RouterProcess router = RouterProcess.start(work, variables)) {
            router.api().accept(Traffic.events("kept", 0, 5));
            router.api()
                    .awaitIntegration(
                            ID,
                            "has a backlog",
                            seen -> seen.path("pending_events").asInt() == 5);
            router.stop();
        }
        try (RouterProcess router = RouterProcess.start(work)) {
            JsonNode seen = router.api().integration(ID);
            assertThat(seen.path("state").asText()).isEqualTo("paused");
            assertThat(seen.path("managed_by").asText()).isEqualTo("environment");
            assertThat(seen.path("pending_events").asInt()).isEqualTo(5);
            router.stop();
        }
        collector.open();
        try (RouterProcess router = RouterProcess.start(work, variables)) {
            router.api()
                    .awaitIntegration(
                            ID,
                            "has nothing left",
                            seen -> seen.path("pending_events").asInt() == 0);
            assertThat(collector.firstArrivals()).containsExactlyElementsOf(Traffic.ids("kept", 0, 5));
        }
    }

    @Test
    void what_is_missing_or_wrong_ends_the_start_with_all_of_it(@TempDir Path work) {
        Map<String, String> wrong = variables("SIEM_BATCH_SIZE", "many", "SIEM_FLUSH_INTERVAL", "-1");
        wrong.remove("SPLUNK_HEC_URL");
        try (RouterProcess router = RouterProcess.launch(work, wrong)) {
            assertThat(router.awaitExit()).as(router.log()).isNotZero();
            assertThat(router.log())
                    .contains(
                            "SPLUNK_HEC_URL is not set, and SIEM_TYPE = splunk needs it.",
                            "SIEM_BATCH_SIZE = many: expected",
                            "SIEM_FLUSH_INTERVAL = -1: expected")
                    .doesNotContain("\tat ", Collector.TOKEN);
        }
    }

    private static int patched(RouterApi api) {
        byte[] patch = "{\"index\":\"other\"}".getBytes(StandardCharsets.UTF_8);
        return api.send("PATCH", RouterApi.INTEGRATIONS + "/" + ID, patch).statusCode();
    }

    private Map<String, String> variables(String... more) {
        Map<String, String> variables = new HashMap<>(
                Map.of("SIEM_TYPE", "splunk", "SPLUNK_HEC_URL", collector.url(), "SPLUNK_HEC_TOKEN", Collector.TOKEN));
        for (int i = 0; i < more.length; i += 2) {
            variables.put(more[i], more[i + 1]);
        }
        return variables;
    }
}
