package routes.destination.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.accept.Accepted;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Samples;
import routes.value.Value;
import routes.verdict.DeliveryException;

class SyslogJsonDataFormatTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SyslogJsonDataFormat format = new SyslogJsonDataFormat();

    SyslogJsonDataFormatTest() {
        format.setHost(Value.of("mcp-server"));
    }

    @Test
    void an_audit_record_is_the_line_of_the_specification() throws Exception {
        Event record =
                Accepted.event(JSON.readTree("{\"ts\":\"2025-10-08T22:45:00Z\",\"action\":\"classify\",\"id\":\"1\"}"));

        assertThat(written(record))
                .isEqualTo("<134>1 2025-10-08T22:45:00Z mcp-server mcp-redaction - - - "
                        + "{\"ts\":\"2025-10-08T22:45:00Z\",\"action\":\"classify\",\"id\":\"1\"}\n");
    }

    static List<String> samples() {
        return Samples.names();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_event_is_a_header_and_itself_on_one_line(String sample) throws Exception {
        String line = written(Samples.event(sample));

        assertThat(line).startsWith("<134>1 ").endsWith("}\n").containsOnlyOnce("\n");
        assertThat(JSON.readTree(line.substring(line.indexOf('{'))))
                .isEqualTo(JSON.readTree(Samples.event(sample).json()));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-10-08T22:45:00Z,2025-10-08T22:45:00Z",
        "2025-10-08t22:45:00z,2025-10-08T22:45:00Z",
        "2025-10-08T22:45:00.1Z,2025-10-08T22:45:00.1Z",
        "2025-10-08T22:45:00.123456Z,2025-10-08T22:45:00.123456Z",
        "2025-10-08T22:45:00.123456789Z,2025-10-08T22:45:00.123456Z",
        "2025-10-08T22:45:00.123456789+05:30,2025-10-08T22:45:00.123456+05:30",
        "2025-10-08T22:45:00-07:00,2025-10-08T22:45:00-07:00",
        "2016-12-31T23:59:60Z,2017-01-01T00:00:00.000Z",
        "2016-12-31T23:59:60.5+01:00,2016-12-31T23:00:00.500Z",
    })
    void the_time_is_the_events_own_where_the_header_can_hold_it(String time, String expected) throws Exception {
        assertThat(written(Samples.event(Samples.json("policy-deny").put("occurred_at", time))))
                .startsWith("<134>1 " + expected + " mcp-server ");
    }

    @ParameterizedTest
    @CsvSource({"local0,6,134", "local7,0,184", "16,6,134", "0,7,7", "23,3,187"})
    void facility_and_severity_make_the_priority(String facility, int severity, int priority) throws Exception {
        format.setFacility(Value.of(facility));
        format.setSeverity(severity);

        assertThat(written(Samples.event("audit-redact"))).startsWith("<" + priority + ">1 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "M\u00fcnchen",
                "\u65e5\u672c",
                "\ud83d\ude00 and \ud83d\udd11",
                "\u007f\u0080\u07ff\u0800\uffff",
                "plain \\ \" \n"
            })
    void text_outside_ascii_is_escaped_and_stays_what_it_is(String text) throws Exception {
        JsonNode event = Samples.json("policy-deny").put("policy_name", text).put("reason", text);

        byte[] line = bytes(Samples.event((ObjectNode) event));

        for (int i = 0; i < line.length - 1; i++) {
            assertThat(line[i]).isBetween((byte) ' ', (byte) '~');
        }
        String ascii = new String(line, StandardCharsets.US_ASCII);
        assertThat(JSON.readTree(ascii.substring(ascii.indexOf('{')))).isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-26T10:14:00Z, 2026-05-26T10:14:00.000Z",
        "2026-05-26T12:14:00.5+02:00, 2026-05-26T10:14:00.500Z",
        "2026-05-26T10:14:00.123456789Z, 2026-05-26T10:14:00.123Z"
    })
    void with_millis_the_header_s_time_has_three_decimals_and_the_event_its_own(String time, String expected)
            throws Exception {
        format.setFraction("millis");
        format.start();

        String line = written(Samples.event(Samples.json("policy-deny").put("occurred_at", time)));

        assertThat(line).startsWith("<134>1 " + expected + " ").contains("\"occurred_at\":\"" + time + "\"");
    }

    @Test
    void over_tls_each_message_has_its_length_before_it() throws Exception {
        format.setUrl(Value.of("syslog+tls://localhost"));
        String line = written(Samples.event("policy-deny"));

        int space = line.indexOf(' ');
        assertThat(Integer.parseInt(line.substring(0, space))).isEqualTo(line.length() - space - 1);
    }

    @Test
    void a_message_that_is_too_large_is_left_out_and_the_others_are_written() throws Exception {
        Event large = large(2_048);
        format.setUrl(Value.of("syslog+udp://localhost"));
        format.start();
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Optional<DeliveryException> leftOut =
                format.encode(new Batch(List.of(Samples.event("policy-deny"), large, Samples.event("dlp-match"))), out);

        assertThat(leftOut).hasValueSatisfying(said -> {
            assertThat(said.isLeftOut()).isTrue();
            assertThat(said.refusal(1).orElseThrow().code()).isEqualTo("message_too_large");
            assertThat(said.refusal(1).orElseThrow().remedy()).contains("max_message_bytes");
            assertThat(said.isDelivered(0)).isTrue();
            assertThat(said.isDelivered(2)).isTrue();
        });
        assertThat(out.toString(StandardCharsets.US_ASCII)).hasLineCount(2);
    }

    @Test
    void a_message_of_exactly_the_most_bytes_is_written_and_one_more_is_not() throws Exception {
        int most = written(large(3_000)).length() - 1;
        format.setMaxBytes(most);
        assertThat(written(large(3_000))).hasSize(most + 1);

        format.setMaxBytes(most - 1);
        format.start();
        assertThat(catchThrowableOfType(
                                DeliveryException.class,
                                () -> format.encode(new Batch(List.of(large(3_000))), new ByteArrayOutputStream()))
                        .isLeftOut())
                .isTrue();
    }

    @Test
    void what_cannot_be_configured_is_said() {
        format.setSeverity(8);
        assertThatThrownBy(format::start).hasMessageContaining("severity").hasMessageContaining("0 to 7");
        format.setSeverity(6);
        format.setMaxBytes(479);
        assertThatThrownBy(format::start).hasMessageContaining("maxBytes").hasMessageContaining("480");
        format.setMaxBytes(480);
        format.setFacility(Value.of("24"));
        assertThatThrownBy(format::start).hasMessageContaining("facility");
    }

    private static Event large(int text) {
        return Samples.event(Samples.json("policy-deny").put("reason", "x".repeat(text)));
    }

    private String written(Event event) throws IOException, DeliveryException {
        return new String(bytes(event), StandardCharsets.UTF_8);
    }

    private byte[] bytes(Event event) throws IOException, DeliveryException {
        format.start();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(format.encode(new Batch(List.of(event)), out)).isEmpty();
        return out.toByteArray();
    }
}
