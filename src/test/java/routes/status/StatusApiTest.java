package routes.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.RouteServer;
import routes.deliver.health.Attempt;
import routes.deliver.health.DeliveryFigures;
import routes.deliver.health.DeliveryStatus;
import routes.deliver.health.Health;
import routes.integration.Integration;
import routes.integration.ManagedBy;
import routes.integration.lifecycle.Observed;
import routes.integration.type.State;

final class StatusApiTest {

    private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    private static final int OWN = 2;
    private static final String OTHER = "{integration=\"_other\",type=\"_other\"}";
    private static final String LABELS = "{integration=\"splunk_hec-1\",type=\"splunk_hec\"}";

    private final AtomicReference<List<Observed>> integrations = new AtomicReference<>(List.of());
    private final AtomicReference<Optional<String>> obstacle = new AtomicReference<>(Optional.empty());
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Optional<DeliveryFigures>> figures = new ConcurrentHashMap<>();
    private RouteServer server;

    @BeforeEach
    void start() throws Exception {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.getPrometheusRegistry()
                .register(new IntegrationMetrics(
                        integrations::get,
                        id -> figures.getOrDefault(id, Optional.empty()),
                        OWN,
                        Clock.fixed(NOW, ZoneOffset.UTC)));
        StatusApi api = new StatusApi(registry, obstacle::get, () -> warnings);
        server = new RouteServer(api.steps());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_figures_of_an_integration_are_those_of_its_status() throws Exception {
        integrations.set(List.of(observed(Health.RETRYING, 7, 40)));

        assertThat(get("/metrics").body().lines())
                .contains("siem_integration_pending_events" + LABELS + " 7.0")
                .contains("siem_integration_oldest_pending_age_seconds" + LABELS + " 90.0")
                .contains("siem_integration_dead_letters" + LABELS + " 2.0")
                .contains("siem_integration_delivered_total" + LABELS + " 40.0")
                .contains(health("retrying", "1.0"))
                .contains(health("healthy", "0.0"));
    }

    @Test
    void what_the_router_saw_of_requests_is_shown_beside_it() throws Exception {
        integrations.set(List.of(observed(Health.HEALTHY, 7, 40)));
        DeliveryFigures.Latency latency = new DeliveryFigures.Latency(
                new double[] {0.5, 1, Double.POSITIVE_INFINITY}, new long[] {30, 0, 10}, 90.5);
        Map<Attempt, Long> attempts = Map.of(new Attempt("delivered", "ok"), 4L, new Attempt("again", "http_503"), 1L);
        figures.put(
                "splunk_hec-1",
                Optional.of(new DeliveryFigures(attempts, latency, 4_096, Optional.of(NOW.plusSeconds(3_600)), 7)));

        String name = "siem_integration_delivery_latency_seconds";
        assertThat(get("/metrics").body().lines())
                .contains("siem_integration_attempts_total{code=\"http_503\",integration=\"splunk_hec-1\","
                        + "outcome=\"again\",type=\"splunk_hec\"} 1.0")
                .contains("siem_integration_attempts_total{code=\"ok\",integration=\"splunk_hec-1\","
                        + "outcome=\"delivered\",type=\"splunk_hec\"} 4.0")
                .contains("siem_integration_pending_bytes" + LABELS + " 4096.0")
                .contains("siem_integration_tls_cert_expiry_seconds" + LABELS + " 3600.0")
                .contains(name + "_bucket{integration=\"splunk_hec-1\",type=\"splunk_hec\",le=\"1.0\"} 30")
                .contains(name + "_bucket{integration=\"splunk_hec-1\",type=\"splunk_hec\",le=\"+Inf\"} 40")
                .contains(name + "_count" + LABELS + " 40")
                .contains(name + "_sum" + LABELS + " 90.5");
    }

    @Test
    void each_scrape_shows_what_is_now() throws Exception {
        integrations.set(List.of(observed(Health.RETRYING, 7, 40)));
        get("/metrics");
        integrations.set(List.of(observed(Health.HEALTHY, 0, 47)));

        assertThat(get("/metrics").body().lines())
                .contains("siem_integration_pending_events" + LABELS + " 0.0")
                .contains("siem_integration_delivered_total" + LABELS + " 47.0")
                .contains(health("healthy", "1.0"));
    }

    @Test
    void the_figures_of_a_deleted_integration_go_with_it() throws Exception {
        integrations.set(List.of(observed(Health.HEALTHY, 0, 40)));
        get("/metrics");
        integrations.set(List.of());

        assertThat(get("/metrics").body()).doesNotContain("splunk_hec-1");
    }

    @Test
    void those_beyond_the_setting_are_shown_together_and_their_counters_never_fall() throws Exception {
        Observed first = observed("a", Health.HEALTHY, 1, 10);
        Observed second = observed("b", Health.HEALTHY, 1, 10);
        integrations.set(
                List.of(first, second, observed("c", Health.FAILING, 5, 1_000), observed("d", Health.HEALTHY, 3, 500)));
        figures.put("c", Optional.of(figures(4, 3_600, 2, 5.0)));
        figures.put("d", Optional.of(figures(6, 60, 1, 2.5)));

        assertThat(get("/metrics").body().lines())
                .contains("siem_integration_pending_events" + LABELS.replace("splunk_hec-1", "b") + " 1.0")
                .contains("siem_integration_pending_events" + OTHER + " 8.0")
                .contains("siem_integration_oldest_pending_age_seconds" + OTHER + " 90.0")
                .contains("siem_integration_tls_cert_expiry_seconds" + OTHER + " 60.0")
                .contains("siem_integration_delivered_total" + OTHER + " 0.0")
                .contains("siem_integration_attempts_total{code=\"http_503\",integration=\"_other\",outcome=\"again\","
                        + "type=\"_other\"} 10.0")
                .contains("siem_integration_delivery_latency_seconds_count" + OTHER + " 3")
                .contains("siem_integration_delivery_latency_seconds_sum" + OTHER + " 7.5")
                .contains("siem_integration_health{health=\"failing\",integration=\"_other\",type=\"_other\"} 1.0")
                .noneMatch(line -> line.contains("\"c\"") || line.contains("\"d\""));

        integrations.set(List.of(first, second, observed("d", Health.HEALTHY, 0, 507)));
        figures.put("d", Optional.of(figures(9, 60, 3, 3.0)));

        assertThat(get("/metrics").body().lines())
                .contains("siem_integration_pending_events" + OTHER + " 0.0")
                .contains("siem_integration_delivered_total" + OTHER + " 7.0")
                .contains("siem_integration_attempts_total{code=\"http_503\",integration=\"_other\",outcome=\"again\","
                        + "type=\"_other\"} 13.0")
                .contains("siem_integration_delivery_latency_seconds_count" + OTHER + " 5");

        integrations.set(List.of(second, observed("d", Health.HEALTHY, 0, 507)));

        assertThat(get("/metrics").body().lines())
                .as("a place that was freed goes to the next, whose past stays where it was counted")
                .contains("siem_integration_delivered_total" + LABELS.replace("splunk_hec-1", "d") + " 507.0")
                .contains("siem_integration_delivered_total" + OTHER + " 7.0")
                .noneMatch(line -> line.startsWith("siem_integration_pending_events" + OTHER));
    }

    private static DeliveryFigures figures(long failures, long certificateSeconds, long delivered, double seconds) {
        return new DeliveryFigures(
                Map.of(new Attempt("again", "http_503"), failures),
                new DeliveryFigures.Latency(
                        new double[] {1, Double.POSITIVE_INFINITY}, new long[] {delivered, 0}, seconds),
                0,
                Optional.of(NOW.plusSeconds(certificateSeconds)),
                failures);
    }

    @Test
    void it_is_ready_until_something_stands_in_the_way_and_alive_all_the_same() throws Exception {
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);

        obstacle.set(Optional.of("The disk's reserve is reached."));

        HttpResponse<String> answer = get("/health/ready");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"status\":\"down\",\"reason\":\"The disk's reserve is reached.\"}");
        assertThat(get("/health/live").body()).isEqualTo("{\"status\":\"up\"}");
    }

    @Test
    void what_should_be_seen_to_is_told_beside_the_state() throws Exception {
        warnings.add("Plain HTTP.");

        assertThat(get("/health/ready").body()).isEqualTo("{\"status\":\"up\",\"warnings\":[\"Plain HTTP.\"]}");
    }

    @ParameterizedTest
    @CsvSource({
        "/metrics,HTTP_1_1,200",
        "/health/live,HTTP_1_1,200",
        "/health/ready,HTTP_1_1,503",
        "/metrics,HTTP_2,200",
        "/health/live,HTTP_2,200",
        "/health/ready,HTTP_2,503"
    })
    void head_is_answered_like_get_without_a_body(String path, HttpClient.Version version, int status)
            throws Exception {
        integrations.set(List.of(observed(Health.HEALTHY, 0, 40)));
        obstacle.set(Optional.of("The disk's reserve is reached."));

        HttpResponse<String> get = server.send(server.request(path).version(version));
        HttpResponse<String> head =
                server.send(server.request(path).version(version).method("HEAD", BodyPublishers.noBody()));

        assertThat(head.version()).isEqualTo(version);
        assertThat(head.statusCode()).isEqualTo(get.statusCode()).isEqualTo(status);
        assertThat(head.headers().firstValue("content-type"))
                .isEqualTo(get.headers().firstValue("content-type"));
        assertThat(get.body()).isNotEmpty();
        assertThat(head.body()).isEmpty();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return server.send(server.request(path));
    }

    private static String health(String name, String value) {
        return "siem_integration_health{health=\"" + name + "\",integration=\"splunk_hec-1\",type=\"splunk_hec\"} "
                + value;
    }

    private static Observed observed(Health health, long pending, long delivered) {
        return observed("splunk_hec-1", health, pending, delivered);
    }

    private static Observed observed(String id, Health health, long pending, long delivered) {
        Integration integration = new Integration(
                id,
                "splunk_hec",
                State.ACTIVE,
                ManagedBy.API,
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                NOW,
                NOW,
                1);
        DeliveryStatus status = new DeliveryStatus(
                health,
                Optional.empty(),
                NOW,
                Optional.empty(),
                Optional.empty(),
                pending,
                Optional.of(NOW.minusSeconds(90)),
                2,
                delivered,
                5,
                1);
        return new Observed(integration, Optional.empty(), status);
    }
}
