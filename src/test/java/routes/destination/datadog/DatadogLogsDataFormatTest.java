package routes.destination.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Samples;
import routes.value.Value;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Verdict;

class DatadogLogsDataFormatTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final Instant NOW = Instant.parse("2026-05-26T12:00:00Z");
    private final DatadogLogsDataFormat format = at(NOW);

    @BeforeEach
    void start() {
        format.setHost(Value.of("gate-1"));
        format.setTags(Value.of("team:security"));
        format.start();
    }

    static List<String> samples() {
        return Samples.names();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_sample_becomes_the_log_kept_for_it(String name) throws Exception {
        Event sample = Samples.event(name);
        DatadogLogsDataFormat then = at(Instant.ofEpochMilli(sample.occurredAtMillis()));
        then.setHost(Value.of("gate-1"));
        then.setTags(Value.of("team:security"));
        then.start();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        then.encode(new Batch(List.of(sample)), written);

        Path expected = Path.of("src/test/resources/datadog", name + ".json");
        if (Boolean.getBoolean("regenerate")) {
            Files.createDirectories(expected.getParent());
            Files.write(expected, written.toByteArray());
        }
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo(Files.readString(expected));
    }

    @Test
    void settings_are_escaped_and_leave_audit_records_their_own_source() throws Exception {
        String odd = "a\"b\\c\n\u00e9\ud83d\ude00";
        format.setHost(Value.of(odd));
        format.setSource(Value.of(odd));
        format.setService(Value.of(odd));
        format.start();

        JsonNode two = logs(now("dlp-match"), now("audit-redact"));
        assertThat(two).allSatisfy(log -> {
            assertThat(log.path("hostname").asText()).isEqualTo(odd);
            assertThat(log.path("service").asText()).isEqualTo(odd);
        });
        assertThat(two.get(0).path("ddsource").asText()).isEqualTo(odd);
        assertThat(two.get(1).path("ddsource").asText()).isEqualTo("mcp-redaction");
    }

    @Test
    void without_settings_the_service_is_the_source_and_the_host_is_this_machine() throws Exception {
        DatadogLogsDataFormat bare = at(NOW);
        bare.setService(Value.of(" "));
        bare.start();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        bare.encode(batch(now("policy-deny"), now("audit-route")), written);

        JsonNode two = JSON.readTree(written.toByteArray());
        assertThat(two.get(0).path("service").asText()).isEqualTo("mitrity");
        assertThat(two.get(1).path("service").asText()).isEqualTo("mcp-redaction");
        assertThat(two.get(0).path("hostname").asText()).isNotBlank();
        assertThat(two.get(0).path("ddtags").asText()).isEqualTo("event_type:policy.deny");
    }

    @ParameterizedTest
    @CsvSource({
        "policy-deny,error",
        "policy-alert,warn",
        "agent-connected,info",
        "dlp-match,error",
        "audit-route,error",
        "audit-redact,warn",
        "audit-detokenize,warn"
    })
    void the_status_is_the_events_severity(String sample, String status) throws Exception {
        assertThat(logs(now(sample)).get(0).path("status").asText()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-25T18:00:59.999Z,datadog_too_old",
        "2026-05-25T18:01:00Z,",
        "2026-05-26T13:59:00Z,",
        "2026-05-26T13:59:00.001Z,datadog_in_the_future",
        "2026-05-25T20:01:00+02:00,"
    })
    void events_outside_the_window_are_left_out_a_minute_before_datadog_drops_them(String time, String reason)
            throws Exception {
        Event event = Samples.event(Samples.json("policy-deny").put("occurred_at", time));
        Optional<DeliveryException> leftOut =
                format.encode(batch(now("dlp-match"), event), new ByteArrayOutputStream());

        assertThat(leftOut.flatMap(said -> said.refusal(1)).map(Reason::code)).isEqualTo(Optional.ofNullable(reason));
        leftOut.ifPresent(said -> assertThat(said.isDelivered(0)).isTrue());
    }

    @Test
    void an_event_whose_time_cannot_be_read_goes_without() throws Exception {
        JsonNode log = logs(Samples.event(Samples.json("policy-deny").put("occurred_at", "yesterday")))
                .get(0);
        assertThat(log.has("timestamp")).isFalse();
        assertThat(log.path("occurred_at").asText()).isEqualTo("yesterday");
    }

    @Test
    void a_log_may_take_a_megabyte_and_not_a_byte_more() throws Exception {
        int around = written(batch(noted(""))).size() - 2;
        assertThat(logs(noted("x".repeat(DatadogLimits.LOG_BYTES - around)))).hasSize(1);

        DeliveryException refused = catchThrowableOfType(
                DeliveryException.class, () -> logs(noted("x".repeat(DatadogLimits.LOG_BYTES - around + 1))));
        assertThat(refused.refusal(0).map(Reason::code)).hasValue("datadog_log_too_large");
        assertThat(refused.isLeftOut()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2000,2000", "60000000,5000000"})
    void a_batch_over_the_limit_is_refused_to_be_halved_and_no_setting_goes_beyond_datadogs(long set, long kept) {
        format.setMaxBytes(set);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Event large = noted("x".repeat(900_000));
        DeliveryException refused = catchThrowableOfType(
                DeliveryException.class,
                () -> format.encode(new Batch(List.of(large, large, large, large, large, large)), written));

        assertThat(refused.rest()).isEqualTo(Verdict.REFUSED);
        assertThat(refused.settledSome()).isFalse();
        assertThat(refused).hasMessageContaining("6 events").hasMessageContaining("max_bytes = " + kept);
        assertThat(written.size()).isZero();
    }

    @Test
    void events_that_are_left_out_do_not_count_as_logs_of_the_request() throws Exception {
        Event old = Samples.event(Samples.json("policy-deny").put("occurred_at", "2020-01-01T00:00:00Z"));
        List<Event> many = new ArrayList<>();
        IntStream.range(0, 1_000).forEach(i -> {
            many.add(old);
            many.add(now("agent-connected"));
        });
        assertThat(JSON.readTree(written(new Batch(many)).toByteArray())).hasSize(1_000);

        many.add(now("agent-connected"));
        assertThat(catchThrowableOfType(DeliveryException.class, () -> written(new Batch(many))))
                .returns(false, DeliveryException::settledSome);
    }

    private static DatadogLogsDataFormat at(Instant now) {
        return new DatadogLogsDataFormat(Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Event now(String sample) {
        return Samples.event(current(sample));
    }

    private static ObjectNode current(String sample) {
        ObjectNode json = Samples.json(sample);
        return json.put(
                json.has("ts") ? "ts" : "occurred_at",
                NOW.minus(Duration.ofHours(1)).toString());
    }

    private static Event noted(String note) {
        return Samples.event(current("policy-deny").put("note", note));
    }

    private static Batch batch(Event... events) {
        return new Batch(List.of(events));
    }

    private JsonNode logs(Event... events) throws DeliveryException, IOException {
        return JSON.readTree(written(batch(events)).toByteArray());
    }

    private ByteArrayOutputStream written(Batch batch) throws DeliveryException, IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        format.encode(batch, written);
        return written;
    }
}
