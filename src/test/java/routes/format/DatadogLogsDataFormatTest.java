package routes.format;

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
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.deliver.DeliveryException;
import routes.deliver.Reason;
import routes.deliver.Verdict;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Samples;

class DatadogLogsDataFormatTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final Instant NOW = Instant.parse("2026-05-26T12:00:00Z");
    private static final List<String> RESERVED = List.of(
            "ddsource",
            "source",
            "ddtags",
            "host",
            "hostname",
            "@timestamp",
            "timestamp",
            "_timestamp",
            "Timestamp",
            "eventTime",
            "date",
            "published_date",
            "message",
            "status",
            "severity",
            "level",
            "service",
            "event");

    private final DatadogLogsDataFormat format = at(NOW);

    @BeforeEach
    void start() {
        format.setHost("gate-1");
        format.setTags("team:security");
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
        then.setHost("gate-1");
        then.setTags("team:security");
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
        format.setHost(odd);
        format.setSource(odd);
        format.setService(odd);
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
        bare.setService(" ");
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

    @Test
    void every_name_that_means_something_to_datadog_is_moved_and_all_others_stay() throws Exception {
        ObjectNode json = current("policy-deny");
        RESERVED.forEach(name -> json.put(name, "canary " + name));
        json.putObject("nested").put("status", "stays");
        json.put("trace_id", "stays").put("Status", "stays");
        JsonNode log = logs(Samples.event(json)).get(0);

        assertThat(log.path("event").size()).isEqualTo(RESERVED.size());
        RESERVED.forEach(
                name -> assertThat(log.path("event").path(name).asText()).isEqualTo("canary " + name));
        assertThat(log.path("status").asText()).isEqualTo("error");
        assertThat(log.path("hostname").asText()).isEqualTo("gate-1");
        assertThat(log.path("nested").path("status").asText()).isEqualTo("stays");
        assertThat(log.path("trace_id").asText()).isEqualTo("stays");
        assertThat(log.path("Status").asText()).isEqualTo("stays");
    }

    @Test
    void a_reserved_name_written_with_escapes_is_moved_too() throws Exception {
        String text = current("policy-deny").toString().replace("\"policy_name\":", "\"st\\u0061tus\":");
        byte[] line = text.getBytes(StandardCharsets.UTF_8);
        Event event =
                new Event(line, 0, line.length, Samples.event("policy-deny").kind(), 0);

        JsonNode log = logs(event).get(0);
        assertThat(log.path("status").asText()).isEqualTo("error");
        assertThat(log.path("event").has("status")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eu|eu",
                "us,env:prod|us_env:prod",
                "a b\"c|a_b__c",
                "z\u00fcrich|z\u00fcrich",
                "Eu-West_1.a/b|Eu-West_1.a/b"
            })
    void a_value_cannot_begin_another_tag(String region, String tag) throws Exception {
        JsonNode log = logs(Samples.event(current("audit-route").put("region", region)))
                .get(0);

        assertThat(log.path("ddtags").asText())
                .isEqualTo("team:security,event_type:audit.route,env:prod,region:" + tag + ",category:secret");
        assertThat(log.path("region").asText()).isEqualTo(region);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "{}", "[\"pii\",7,{\"type\":7},{}]"})
    void odd_categories_and_values_make_no_tags(String odd) throws Exception {
        ObjectNode json = current("audit-route");
        json.set("categories", JSON.readTree(odd));
        json.putNull("env").put("region", 7);

        assertThat(logs(Samples.event(json)).get(0).path("ddtags").asText())
                .isEqualTo("team:security,event_type:audit.route");
    }

    @Test
    void a_message_says_what_happened_and_keeps_odd_characters() throws Exception {
        ObjectNode json =
                current("policy-deny").put("policy_name", "No \"prod\"\nwrites").putNull("reason");
        assertThat(logs(Samples.event(json)).get(0).path("message").asText())
                .startsWith("policy.deny: policy_name=No \"prod\"\nwrites, ")
                .doesNotContain("reason");
        assertThat(logs(now("audit-route")).get(0).path("message").asText())
                .startsWith("audit.route: caller=hr-assistant, decision.action=block, decision.target=none");
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

    @Test
    void any_events_come_out_as_they_went_in() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<ObjectNode> jsons = randomEvents(random);
            JsonNode logs = logs(jsons.stream().map(Samples::event).toArray(Event[]::new));
            assertThat(logs).as("seed %d", seed).hasSameSizeAs(jsons);
            for (int i = 0; i < jsons.size(); i++) {
                assertThat(own(logs.get(i))).as("seed %d", seed).isEqualTo(jsons.get(i));
            }
        }
    }

    /** The event as it was: without what the log adds, and what was moved back in its place. */
    private static ObjectNode own(JsonNode log) {
        ObjectNode own = log.deepCopy();
        JsonNode moved = own.remove("event");
        own.remove(List.of("ddsource", "service", "hostname", "ddtags", "timestamp", "status", "message"));
        if (moved != null) {
            own.setAll((ObjectNode) moved);
        }
        return own;
    }

    private static List<ObjectNode> randomEvents(Random random) {
        List<ObjectNode> jsons = new ArrayList<>();
        List<String> names = Samples.names();
        for (int i = 0; i <= random.nextInt(20); i++) {
            ObjectNode json = current(names.get(random.nextInt(names.size()))).put("id", randomText(random));
            if (random.nextBoolean()) {
                json.put(RESERVED.get(random.nextInt(RESERVED.size())), randomText(random));
                json.putObject("extra")
                        .put(randomText(random), random.nextDouble())
                        .putNull("null");
                json.put(randomText(random), random.nextInt());
            }
            if (random.nextBoolean()) {
                json.put("policy_name", randomText(random))
                        .put("region", randomText(random))
                        .put("env", randomText(random));
            }
            jsons.add(json);
        }
        return jsons;
    }

    private static String randomText(Random random) {
        String alphabet = "ab\"\\{}[]:, \n\t\u0001/\u00e9\u4e2d\ud83d\ude00";
        StringBuilder text = new StringBuilder();
        alphabet.codePoints().forEach(c -> text.appendCodePoint(random.nextBoolean() ? c : 'x'));
        return text.toString();
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
