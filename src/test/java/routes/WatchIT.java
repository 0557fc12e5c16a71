package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who watches a router: its metrics, and its log as a shipper reads it. */
class WatchIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) ");
    private static final String AUDIT =
            """
            {"ts":"2026-01-01T00:00:00Z","action":"route","categories":[{"type":"export_control"},{"type":"of-their-own"}],\
            "decision":{"action":"redact","target":"external:openai:gpt-4"}}""";

    @TempDir
    private Path work;

    private Collector collector;
    private RouterProcess router;
    private RouterApi api;
    private String integration;

    @BeforeEach
    void start_a_router_with_a_destination_that_is_busy_at_first() {
        collector = Collector.start();
        collector.answerNext(Reply.of(503, "{\"text\":\"Server is busy\",\"code\":9}"));
        router = RouterProcess.start(work, Map.of("SIEM_LOG_FORMAT", "json"));
        api = router.api();
        integration = api.createIntegration(collector.integration());
        api.accept(Traffic.events("watched", 0, 20));
        api.awaitDelivered(integration, 20);
    }

    @AfterEach
    void stop() {
        router.close();
        collector.close();
    }

    @Test
    void the_metrics_are_those_of_the_documentation_and_prometheus_finds_no_fault() throws Exception {
        api.accept(AUDIT);
        api.postEvents(
                "[{\"event_type\":\"unknown\"}," + Traffic.event("stripped").replace("}", ",\"raw\":\"x\"}") + "]");
        api.awaitDelivered(integration, 22);
        String metrics = api.send("GET", "/metrics", new byte[0]).body();

        Set<String> served = TYPE.matcher(metrics)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        // shown where the last connection was one of TLS; StatusApiTest has it
        served.add("siem_integration_tls_cert_expiry_seconds");
        assertThat(served).isEqualTo(MetricsPage.names());
        Promtool.isContent(work, metrics, "check", "metrics");
    }

    @Test
    void the_metrics_say_what_became_of_events_and_requests() {
        api.accept(AUDIT);
        api.awaitDelivered(integration, 21);
        List<String> metrics = metrics();

        assertThat(metrics)
                .contains("siem_audit_events_total{action=\"route\",decision=\"redact\"} 1.0")
                .contains(category("export_control", "external", 1))
                .contains(category("other", "external", 1))
                .contains(category("export_control", "blocked", 0))
                .anyMatch(line -> line.startsWith("siem_integration_attempts_total{code=\"hec_9\"")
                        && line.contains("outcome=\"again\"")
                        && line.endsWith(" 1.0"))
                .anyMatch(line -> line.startsWith("siem_integration_delivery_latency_seconds_count{")
                        && line.contains(integration)
                        && line.endsWith(" 21"));
        assertThat(String.join("\n", metrics)).doesNotContain("of-their-own");

        api.deleteWithPending(integration);
        assertThat(String.join("\n", metrics())).doesNotContain(integration);
    }

    @Test
    void the_log_is_one_json_object_a_line_and_says_that_shipping_failed_and_recovered() throws Exception {
        Await.until("the recovery is told", () -> router.log().contains("SIEM shipping recovered"), router::log);

        List<String> lines = router.log().lines().toList();
        for (String line : lines) {
            JsonNode entry = JSON.readTree(line);
            assertThat(entry.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
            assertThat(entry.path("level").asText()).isNotEmpty();
            assertThat(entry.path("logger").asText()).isNotEmpty();
            assertThat(entry.path("message").asText()).isNotEmpty();
        }
        JsonNode failed = JSON.readTree(lines.stream()
                .filter(line -> line.contains("SIEM shipping failed"))
                .findFirst()
                .orElseThrow());
        assertThat(failed.path("integration").asText()).isEqualTo(integration);
        assertThat(failed.path("type").asText()).isEqualTo("splunk_hec");
        assertThat(failed.path("reason").asText()).isEqualTo("hec_9");
        assertThat(failed.path("failed_requests").asText()).isEqualTo("1");
        assertThat(failed.path("message").asText()).contains("20 event(s) wait");
        assertThat(router.log()).doesNotContain(Collector.TOKEN);
        // what somebody set is on record, addresses too; nothing else says one
        assertThat(lines)
                .filteredOn(line -> !line.contains("act: {"))
                .noneMatch(line -> line.contains(collector.url()));
    }

    private List<String> metrics() {
        return api.send("GET", "/metrics", new byte[0]).body().lines().toList();
    }

    private static String category(String category, String routed, int count) {
        return "siem_audit_categories_total{action=\"route\",category=\"%s\",routed=\"%s\"} %d.0"
                .formatted(category, routed, count);
    }
}
