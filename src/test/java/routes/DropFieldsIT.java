package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.event.Samples;

/** One destination gets less of each event than another. */
class DropFieldsIT {

    private static final String CANARY = "canary-of-one-agent";

    @Test
    void what_is_dropped_is_in_no_byte_for_one_destination_and_whole_for_another(@TempDir Path work) {
        try (RouterProcess router = RouterProcess.start(work);
                Collector less = Collector.start();
                Collector whole = Collector.start();
                SyslogReceiver syslog = SyslogReceiver.tcp()) {
            RouterApi api = router.api();
            String dropped = "\"drop_fields\":[\"agent_id\",\"Policy_Name\"],\"event_types\":[\"policy.deny\"]";
            String toLess = api.createIntegration(less.integration(dropped));
            String toWhole = api.createIntegration(whole.integration());
            String toSyslog = api.createIntegration(
                    """
                    {"type":"syslog_cef","url":"syslog://127.0.0.1:%d","confirm_after":100,%s}"""
                            .formatted(syslog.port(), dropped));

            api.accept(Traffic.event("one").replace(Traffic.agent("one"), CANARY));

            api.awaitDelivered(toLess, 1);
            api.awaitDelivered(toWhole, 1);
            api.awaitDelivered(toSyslog, 1);
            assertThat(whole.requests().toString()).contains(CANARY, "No production writes");
            assertThat(less.requests().toString())
                    .contains("\"id\":\"one\"")
                    .doesNotContain(CANARY, "No production writes", "agent_id", "policy_name");
            assertThat(syslog.messages().toString())
                    .contains("externalId=one")
                    .doesNotContain(CANARY, "No production writes");
        }
    }

    @Test
    void a_dead_letter_stays_whole_and_goes_out_without_the_field(@TempDir Path work) {
        try (RouterProcess router = RouterProcess.start(work);
                Collector less = Collector.start()) {
            RouterApi api = router.api();
            String integration = api.createIntegration(less.integration("\"drop_fields\":[\"agent_id\"]"));
            less.answerNext(Reply.of(400, "{\"text\":\"Invalid data format\",\"code\":6,\"invalid-event-number\":0}"));
            api.accept(Traffic.event("one").replace(Traffic.agent("one"), CANARY));
            api.awaitIntegration(
                    integration,
                    "a dead letter",
                    seen -> seen.path("dead_letters").asLong() == 1);

            api.post(integration + "/dead-letters/redrive", "{}", 202);
            less.awaitIds(List.of("one"));

            assertThat(less.requests()).hasSizeGreaterThan(1);
            assertThat(less.requests().toString()).doesNotContain(CANARY);
        }
    }

    @Test
    void every_sample_goes_out_with_all_dropped_that_may_be(@TempDir Path work) {
        try (RouterProcess router = RouterProcess.start(work);
                Collector less = Collector.start();
                SyslogReceiver syslog = SyslogReceiver.tcp()) {
            RouterApi api = router.api();
            List<String> names = new ArrayList<>();
            List<JsonNode> events = new ArrayList<>();
            for (String sample : Samples.names()) {
                JsonNode event = Samples.json(sample);
                events.add(event);
                event.fieldNames().forEachRemaining(names::add);
            }
            names.removeAll(List.of("id", "event_type", "occurred_at", "ts", "action"));
            String dropped = "\"drop_fields\":[\""
                    + String.join("\",\"", names.stream().distinct().toList()) + "\"]";
            String toLess = api.createIntegration(less.integration(dropped));
            String toSyslog = api.createIntegration(
                    """
                    {"type":"syslog_cef","url":"syslog://127.0.0.1:%d","confirm_after":100,%s}"""
                            .formatted(syslog.port(), dropped));

            api.accept(events.toString());

            for (String integration : List.of(toLess, toSyslog)) {
                JsonNode seen = api.awaitIntegration(
                        integration,
                        "nothing pending",
                        now -> now.path("pending_events").asLong() == 0);
                assertThat(seen.path("dead_letters").asLong()).isZero();
                assertThat(seen.path("delivered").asLong()).isPositive();
            }
        }
    }

    @Test
    void what_tells_events_apart_cannot_be_dropped(@TempDir Path work) throws Exception {
        try (RouterProcess router = RouterProcess.start(work)) {
            String wanted =
                    "{\"type\":\"webhook\",\"url\":\"http://127.0.0.1:9/x\",\"drop_fields\":[\"reason\",\"Occurred_At\"]}";
            HttpResponse<String> answer =
                    router.api().send("POST", "/api/v1/integrations/siem", wanted.getBytes(StandardCharsets.UTF_8));
            assertThat(answer.statusCode()).isEqualTo(422);
            JsonNode refused = new ObjectMapper().readTree(answer.body());
            assertThat(refused.at("/errors/0/pointer").asText()).isEqualTo("/drop_fields/1");
            assertThat(refused.at("/errors/0/detail").asText())
                    .contains("occurred_at is what a destination knows an event by");
        }
    }
}
