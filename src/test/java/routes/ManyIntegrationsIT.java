package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand integrations, {@code -Dmany.integrations}, are a start of seconds, each gets its events, and no scrape is endless. */
class ManyIntegrationsIT {

    private static final int MANY = Integer.getInteger("many.integrations", 1_000);
    private static final int OWN = 20;
    private static final Pattern LABEL = Pattern.compile("integration=\"([^\"]+)\"");

    @Test
    void a_thousand_integrations_get_an_event_each_and_metrics_show_the_first_and_the_sum_of_the_rest(
            @TempDir Path work) throws Exception {
        try (Collector collector = Collector.start();
                RouterProcess router = RouterProcess.start(
                        work,
                        Map.of(
                                "HEC",
                                "harness-hec-token",
                                "SIEM_METRICS_INTEGRATIONS",
                                Integer.toString(OWN),
                                "SIEM_INTEGRATIONS_FILE",
                                file(work, collector).toString()))) {
            RouterApi api = router.api();
            api.accept(Traffic.event("first"));
            Await.until("each has it", () -> collector.ids().size() == MANY, router::log);
            Await.until("each is done", () -> delivered(api) == MANY, router::log);

            String metrics = get(api, "/metrics");
            assertThat(labels(metrics)).hasSize(OWN + 1).contains("i0", "i" + (OWN - 1), "_other");
            assertThat(metrics.lines())
                    .contains("siem_integration_health{health=\"healthy\",integration=\"_other\",type=\"_other\"} "
                            + (double) (MANY - OWN))
                    .contains("siem_integration_pending_events{integration=\"_other\",type=\"_other\"} 0.0");
            assertThat(router.log()).doesNotContain("OutOfMemoryError");
        }
    }

    private static Path file(Path work, Collector collector) throws Exception {
        StringBuilder list = new StringBuilder("integrations:\n");
        for (int i = 0; i < MANY; i++) {
            list.append(
                    "  - {id: i%d, type: splunk_hec, url: \"%s\", token: {env: HEC}}%n".formatted(i, collector.url()));
        }
        return Files.writeString(work.resolve("many.yaml"), list);
    }

    private static long delivered(RouterApi api) {
        return StreamSupport.stream(list(api).spliterator(), false)
                .filter(one -> one.path("delivered").asLong() == 1)
                .count();
    }

    private static JsonNode list(RouterApi api) {
        try {
            return new ObjectMapper()
                    .readTree(get(api, "/api/v1/integrations/siem"))
                    .path("data");
        } catch (IOException notJson) {
            throw new AssertionError("the list is not JSON", notJson);
        }
    }

    private static String get(RouterApi api, String path) {
        return api.send("GET", path, "".getBytes(StandardCharsets.UTF_8)).body();
    }

    private static Set<String> labels(String metrics) {
        return LABEL.matcher(metrics)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }
}
