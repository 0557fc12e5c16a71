package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.destination.cef.Cef;
import routes.destination.net.TestAuthority;
import routes.event.Samples;

/** From a producer's POST to the records of a real rsyslogd, through the packaged router. Each test has a host name of its own. */
class SyslogRsyslogIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Confirmed before anybody has waited. */
    private static final String SOON = ",\"confirm_after\":300";

    private static TestAuthority authority;
    private static Rsyslog rsyslog;
    private static RouterProcess router;
    private static RouterApi api;

    private String integration = "";

    @BeforeAll
    static void start_both(@TempDir Path work) {
        authority = new TestAuthority(work)
                .sign("rsyslog", "dns:localhost,ip:127.0.0.1", "-1d", 10)
                .sign("client", "dns:gate", "-1d", 10);
        rsyslog = Rsyslog.start(work, authority);
        router = RouterProcess.start(work);
        api = router.api();
    }

    @AfterAll
    static void stop_both() {
        if (router != null) {
            router.close();
            rsyslog.close();
        }
    }

    @AfterEach
    void remove_the_integration() {
        api.deleteWithPending(integration);
    }

    @ParameterizedTest
    @CsvSource({
        "udp, auto, rfc3164",
        "udp, auto, rfc5424",
        "tcp, lf, rfc3164",
        "tcp, octet, rfc5424",
        "tls, octet, rfc3164",
        "tls, lf, rfc5424",
        "mutual, auto, rfc3164"
    })
    void every_event_arrives_as_one_record_with_its_host_severity_and_time(
            String input, String framing, String header) {
        String host = String.join("-", "cef", input, framing, header);
        integration = create(
                "syslog_cef", input, host, ",\"framing\":\"%s\",\"header\":\"%s\"".formatted(framing, header) + SOON);
        Map<String, ObjectNode> events = samples(host);

        api.accept(events.values().toString());

        List<JsonNode> records = rsyslog.awaitRecords(host, events.size());
        assertThat(records).hasSize(events.size());
        assertThat(rsyslog.ids(host)).containsExactlyElementsOf(events.keySet());
        for (JsonNode record : records) {
            assertIsAsSent(record, header, events);
        }
        assertThat(awaitCounted(input, events.size()).path("dead_letters").asLong())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"udp, auto", "tcp, lf", "tcp, octet", "tls, octet", "tls, lf"})
    void every_event_arrives_as_json_with_its_host_application_and_time(String input, String framing) throws Exception {
        String host = String.join("-", "json", input, framing);
        integration =
                create("syslog_json", input, host, ",\"framing\":\"%s\",\"severity\":5".formatted(framing) + SOON);
        Map<String, ObjectNode> events = samples(host);
        events.values().iterator().next().put("reason", "M\u00fcnchen \ud83d\ude00");

        api.accept(events.values().toString());

        List<JsonNode> records = rsyslog.awaitRecords(host, events.size());
        assertThat(records).hasSize(events.size());
        List<String> ids = new ArrayList<>();
        for (JsonNode record : records) {
            JsonNode received = JSON.readTree(record.path("msg").asText());
            ids.add(received.path("id").asText());
            String time =
                    received.path(received.has("ts") ? "ts" : "occurred_at").asText();
            assertThat(received).isEqualTo(events.get(received.path("id").asText()));
            assertThat(record.path("program").asText()).isEqualTo("mcp-redaction");
            assertThat(record.path("pri").asInt()).isEqualTo(20 * 8 + 5);
            assertThat(record.path("time").asText()).isEqualTo(time.matches(".*(Z|[+-]..:..)") ? time : time + "Z");
        }
        assertThat(ids).containsExactlyElementsOf(events.keySet());
        awaitCounted(input, events.size());
    }

    /** More than its receive buffer holds, at once; on a machine of any speed, for the pace leaves it time. */
    @Test
    void a_burst_of_datagrams_arrives_whole_and_counts_as_sent() {
        String host = "cef-burst";
        integration = create("syslog_cef", "udp", host, "");

        for (int from = 0; from < 3_000; from += 500) {
            api.accept(Traffic.events("burst", from, from + 500));
        }

        JsonNode seen = api.awaitSent(integration, 3_000);
        assertThat(seen.path("reason").asText()).isEqualTo("udp_unconfirmed");
        rsyslog.awaitIds(host, Traffic.ids("burst", 0, 3_000));
        assertThat(rsyslog.ids(host)).hasSize(3_000);
    }

    @Test
    void an_event_too_large_for_a_message_is_a_dead_letter_and_the_others_arrive() {
        String host = "json-large";
        integration = create("syslog_json", "tcp", host, SOON);
        String large = Traffic.event("large").replace("No production writes", "x".repeat(9_000));

        api.accept(Traffic.events("small", 0, 50));
        api.accept("[%s,%s,%s]".formatted(Traffic.event("before"), large, Traffic.event("after")));

        JsonNode seen = api.awaitDelivered(integration, 52);
        assertThat(seen.path("dead_letters").asLong()).isEqualTo(1);
        assertThat(seen.path("health").asText()).isEqualTo("healthy");
        assertThat(rsyslog.awaitRecords(host, 52)).hasSize(52);
        JsonNode group = api.integration(integration + "/dead-letters").at("/data/0");
        assertThat(group.path("reason").asText()).isEqualTo("message_too_large");
        assertThat(group.at("/sample/id").asText()).isEqualTo("large");
    }

    @Test
    void killed_under_load_and_started_again_it_has_every_event() {
        String host = "cef-killed";
        integration = create("syslog_cef", "tcp", host, ",\"confirm_after\":2000");
        List<String> wanted = new ArrayList<>();
        for (int life = 0; life < 3; life++) {
            for (int from = 0; from < 3_000; from += 500) {
                api.accept(Traffic.events("life" + life, from, from + 500));
            }
            List<String> some = Traffic.ids("life" + life, 0, 500);
            rsyslog.awaitIds(host, some);
            rsyslog.kill();
            api.accept(Traffic.events("life" + life, 3_000, 3_500));
            wanted.addAll(Traffic.ids("life" + life, 0, 3_500));
            api.awaitHealth(integration, "retrying");
            rsyslog.restart();
            api.lifecycle(integration, "retry-now");
        }

        JsonNode seen = api.awaitIntegration(
                integration,
                "has nothing left",
                shown -> shown.path("pending_events").asLong() == 0);

        assertThat(rsyslog.ids(host)).containsExactlyElementsOf(wanted);
        assertThat(seen.path("dead_letters").asLong()).isZero();
    }

    private static void assertIsAsSent(JsonNode record, String header, Map<String, ObjectNode> events) {
        String message = record.path("msg").asText();
        boolean rfc3164 = header.equals("rfc3164");
        Cef cef = Cef.decode(rfc3164 ? "CEF:" + message : message);
        ObjectNode event = events.get(cef.extension().get("externalId"));
        int severity = Integer.parseInt(cef.header().get(6));
        int syslogSeverity = severity >= 7 ? 3 : severity >= 4 ? 4 : 6;
        String said = event.path(event.has("ts") ? "ts" : "occurred_at").asText();
        Instant time = OffsetDateTime.parse(said.matches(".*(Z|[+-]..:..)") ? said : said + "Z")
                .toInstant();

        assertThat(record.path("program").asText()).isEqualTo(rfc3164 ? "CEF" : "siem-router");
        assertThat(record.path("tag").asText()).isEqualTo(rfc3164 ? "CEF:" : "siem-router");
        assertThat(record.path("pri").asInt()).isEqualTo(20 * 8 + syslogSeverity);
        assertThat(record.path("raw").asText())
                .startsWith("<" + (20 * 8 + syslogSeverity) + ">")
                .endsWith(message);
        // the older header has no year and no fraction
        int from = rfc3164 ? 4 : 0;
        assertThat(record.path("time").asText().substring(from))
                .startsWith(time.toString().substring(from, 19));
    }

    private JsonNode awaitCounted(String input, int events) {
        return input.equals("udp") ? api.awaitSent(integration, events) : api.awaitDelivered(integration, events);
    }

    private static String create(String type, String input, String host, String more) {
        String tls =
                switch (input) {
                    case "tls" -> ",\"ca_file\":\"%s\"".formatted(authority.caFile());
                    case "mutual" ->
                        ",\"ca_file\":\"%s\",\"client_certificate_file\":\"%s\",\"client_key_file\":\"%s\""
                                .formatted(
                                        authority.caFile(),
                                        authority.certificateFile("client"),
                                        authority.keyFile("client"));
                    default -> "";
                };
        return api.createIntegration("""
                {"type":"%s","url":"%s","host":"%s","facility":"local4"%s%s}"""
                .formatted(type, rsyslog.url(input), host, tls, more));
    }

    /** All samples that an integration selects by default, by their ids. */
    private static Map<String, ObjectNode> samples(String host) {
        Map<String, ObjectNode> events = new LinkedHashMap<>();
        for (String name : Samples.names()) {
            if (!name.equals("policy-allow")) {
                String id = UUID.nameUUIDFromBytes((host + name).getBytes(StandardCharsets.UTF_8))
                        .toString();
                events.put(id, Samples.json(name).put("id", id));
            }
        }
        return events;
    }
}
