package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.destination.http.Receiver;

/** Audit records of redaction servers that are newer, or younger, than the router: all are written and reach who selects them. */
class OtherAuditIT {

    private static final List<String> RECORDS = List.of(
            "{\"ts\":\"2025-10-08T22:45:00.123456\",\"action\":\"quarantine\",\"id\":\"a-1\"}",
            "{\"ts\":\"20251008T224500Z\",\"action\":\"Classify\",\"id\":\"a-2\",\"decision\":{\"action\":\"block\"}}",
            "{\"ts\":\"2025-10-08 22:45:00,123\",\"action\":\"canary\",\"id\":\"a-3\",\"event_type\":\"audit.other\"}");
    private static final String KNOWN = "{\"ts\":\"2025-10-08T22:45:00\",\"action\":\"route\",\"id\":\"a-4\"}";

    @TempDir
    private Path work;

    @Test
    void a_record_of_an_unknown_action_is_journalled_selected_and_delivered_as_it_came_also_after_a_restart()
            throws IOException {
        try (RouterProcess router = RouterProcess.start(work);
                Receiver others = Receiver.plain();
                Receiver usual = Receiver.plain();
                Receiver blocked = Receiver.plain()) {
            RouterApi api = router.api();
            String toOthers = api.createIntegration(to(others, ",\"event_types\":[\"audit.other\"]"));
            String toUsual = api.createIntegration(to(usual, ""));
            api.lifecycle(toOthers, "pause");

            api.accept("[" + String.join(",", RECORDS) + "," + KNOWN + "]");
            api.awaitDelivered(toUsual, 4);
            router.kill();
            router.restart();
            assertThat(api.integration(toOthers).path("pending_events").asLong())
                    .isEqualTo(3);
            api.lifecycle(toOthers, "resume");
            api.awaitDelivered(toOthers, 3);

            assertThat(bodies(others)).containsExactlyElementsOf(RECORDS);
            assertThat(bodies(usual)).containsAll(RECORDS).contains(KNOWN);
            String toBlocked = api.createIntegration(to(
                    blocked,
                    ",\"event_types\":[\"audit.other\"],\"min_severity\":\"high\",\"start_from\":\"earliest\""));
            api.awaitDelivered(toBlocked, 1);
            assertThat(bodies(blocked)).containsExactly(RECORDS.get(1));
            String metrics = api.send("GET", "/metrics", new byte[0]).body();
            assertThat(metrics).contains("siem_audit_events_total{action=\"other\",decision=\"block\"}");
            assertThat(metrics).doesNotContain("quarantine").doesNotContain("canary");
            assertThat(router.log()).doesNotContain("canary");
        }
    }

    private static List<String> bodies(Receiver receiver) {
        return receiver.requests().stream()
                .map(Receiver.Request::body)
                .map(body -> new String(body, StandardCharsets.UTF_8))
                .filter(body -> !body.contains("router."))
                .toList();
    }

    private static String to(Receiver receiver, String more) throws IOException {
        return new ObjectMapper()
                .readTree("{\"type\":\"webhook\",\"url\":\"" + receiver.url() + "\"" + more + "}")
                .toString();
    }
}
