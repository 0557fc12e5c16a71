package routes.destination.splunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Samples;
import routes.value.Value;
import routes.verdict.DeliveryException;
import routes.verdict.Verdict;

class SplunkHecDataFormatTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SplunkHecDataFormat format = new SplunkHecDataFormat();

    static List<String> samples() {
        return Samples.names();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_sample_becomes_the_envelope_kept_for_it(String name) throws Exception {
        format.setHost(Value.of("gate-1"));
        format.setIndex(Value.of("security"));
        format.start();

        String expected = Files.readString(Path.of("src/test/resources/splunk-hec", name + ".json"));
        assertThat(text(Samples.event(name))).isEqualTo(expected);
    }

    @Test
    void without_an_index_the_envelope_has_none_and_the_host_is_this_machine() throws Exception {
        format.setIndex(Value.of(""));
        format.start();

        JsonNode envelope = envelopes(batch(Samples.event("policy-deny"))).get(0);
        assertThat(envelope.has("index")).isFalse();
        assertThat(envelope.path("host").asText()).isNotBlank();
    }

    @Test
    void settings_are_escaped_and_leave_audit_records_their_own_source() throws Exception {
        String odd = "a\"b\\c\n\u00e9\ud83d\ude00";
        format.setHost(Value.of(odd));
        format.setSource(Value.of(odd));
        format.setSourceType(Value.of(odd));
        format.setIndex(Value.of(odd));
        format.start();

        List<JsonNode> two = envelopes(batch(Samples.event("dlp-match"), Samples.event("audit-redact")));
        assertThat(two).allSatisfy(envelope -> {
            assertThat(envelope.path("host").asText()).isEqualTo(odd);
            assertThat(envelope.path("index").asText()).isEqualTo(odd);
        });
        assertThat(two.get(0).path("source").asText()).isEqualTo(odd);
        assertThat(two.get(0).path("sourcetype").asText()).isEqualTo(odd);
        assertThat(two.get(1).path("source").asText()).isEqualTo("mcp_redaction");
        assertThat(two.get(1).path("sourcetype").asText()).isEqualTo("_json");
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z,0.000",
        "1970-01-01T00:00:00.007Z,0.007",
        "1969-12-31T23:59:59.500Z,-0.500",
        "2026-05-26T10:14:00.999999Z,1779790440.999",
        "2026-05-26T12:14:00+02:00,1779790440.000"
    })
    void the_time_is_the_events_own_in_milliseconds(String occurredAt, String time) throws Exception {
        format.start();

        assertThat(text(Samples.event(Samples.json("policy-deny").put("occurred_at", occurredAt))))
                .startsWith("{\"time\":" + time + ",");
    }

    @Test
    void an_event_whose_time_cannot_be_read_goes_without() throws Exception {
        format.start();

        ObjectNode json = Samples.json("policy-deny").put("occurred_at", "yesterday");
        assertThat(envelopes(batch(Samples.event(json))).get(0).has("time")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null|",
                "[]|",
                "\"pii\"|",
                "[\"a\",1]|",
                "[\"a\",[\"b\"]]|",
                "[{\"a\":\"b\"}]|",
                "[\"a\",null]|",
                "[\"a\"]|[\"a\"]",
                "[\"a\",\"b,]\\\"\\\\\"]|[\"a\",\"b,]\\\"\\\\\"]"
            })
    void only_tags_that_hec_can_index_are_indexed(String tags, String indexed) throws Exception {
        format.start();

        ObjectNode json = Samples.json("dlp-match");
        json.set("sensitivity_tags", JSON.readTree(tags));
        JsonNode envelope = envelopes(batch(Samples.event(json))).get(0);
        JsonNode expected = indexed == null ? JSON.missingNode() : JSON.readTree(indexed);
        assertThat(envelope.path("fields").path("sensitivity_tags")).isEqualTo(expected);
        assertThat(envelope.path("event")).isEqualTo(json);
    }

    @Test
    void any_events_come_out_as_they_went_in() throws Exception {
        long seed = 20_261_130;
        Random random = new Random(seed);
        format.setHost(Value.of("h"));
        format.start();
        for (int round = 0; round < 200; round++) {
            List<ObjectNode> jsons = randomEvents(random);
            List<JsonNode> envelopes =
                    envelopes(new Batch(jsons.stream().map(Samples::event).toList()));
            assertThat(envelopes).as("seed %d", seed).hasSameSizeAs(jsons);
            for (int i = 0; i < jsons.size(); i++) {
                assertThat(envelopes.get(i)).as("seed %d", seed).isEqualTo(expected(jsons.get(i)));
            }
        }
    }

    @Test
    void a_batch_over_the_limit_is_refused_before_it_is_written() {
        format.setMaxBytes(2000);
        format.start();
        ByteArrayOutputStream written = new ByteArrayOutputStream();

        DeliveryException refused = catchThrowableOfType(
                DeliveryException.class, () -> format.encode(Samples.batch("policy-deny", 10), written));
        assertThat(refused.rest()).isEqualTo(Verdict.REFUSED);
        assertThat(refused.settledSome()).isFalse();
        assertThat(refused.reason().code()).isEqualTo("request_too_large");
        assertThat(refused).hasMessageContaining("10 events").hasMessageContaining("2000");
        assertThat(written.size()).isZero();
    }

    @Test
    void one_event_over_the_limit_is_refused_and_the_next_one_is_not() throws Exception {
        format.setMaxBytes(800);
        format.start();
        ObjectNode large = Samples.json("policy-deny").put("reason", "x".repeat(800));

        DeliveryException refused = catchThrowableOfType(DeliveryException.class, () -> text(Samples.event(large)));
        assertThat(refused.reason().code()).isEqualTo("request_too_large");
        assertThat(refused).hasMessageContaining("One event").hasMessageNotContaining("xx");
        assertThat(envelopes(batch(Samples.event("agent-connected")))).hasSize(1);
    }

    private static List<ObjectNode> randomEvents(Random random) {
        List<ObjectNode> jsons = new ArrayList<>();
        List<String> names = Samples.names();
        for (int i = 0; i <= random.nextInt(20); i++) {
            ObjectNode json = Samples.json(names.get(random.nextInt(names.size())));
            json.put("id", randomText(random));
            if (random.nextBoolean()) {
                json.putObject("extra")
                        .put(randomText(random), random.nextDouble())
                        .putNull("null");
            }
            if (random.nextBoolean()) {
                json.putArray("sensitivity_tags").add(randomText(random)).add(randomText(random));
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

    private static ObjectNode expected(ObjectNode event) {
        boolean audit = event.has("ts");
        String time = event.path(audit ? "ts" : "occurred_at").asText();
        ObjectNode envelope = JSON.createObjectNode();
        long millis = OffsetDateTime.parse(time.matches(".*(Z|[+-]..:..)") ? time : time + "Z")
                .toInstant()
                .toEpochMilli();
        envelope.put("time", BigDecimal.valueOf(millis, 3).doubleValue());
        envelope.put("host", "h");
        envelope.put("source", audit ? "mcp_redaction" : "mitrity");
        envelope.put("sourcetype", audit ? "_json" : "mitrity:governance");
        envelope.set("event", event);
        ObjectNode fields =
                envelope.putObject("fields").put("event_id", event.path("id").asText());
        if (event.path("sensitivity_tags").isArray()) {
            fields.set("sensitivity_tags", event.path("sensitivity_tags"));
        }
        if (event.path("event_type").asText().equals("dlp.match")) {
            fields.put("tag", "mitrity:dlp").put("mitrity_tag", "mitrity:dlp");
        }
        return envelope;
    }

    private static Batch batch(Event... events) {
        return new Batch(List.of(events));
    }

    private String text(Event event) throws Exception {
        return written(batch(event)).toString(StandardCharsets.UTF_8);
    }

    private ByteArrayOutputStream written(Batch batch) throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        format.encode(batch, written);
        return written;
    }

    private List<JsonNode> envelopes(Batch batch) throws Exception {
        try (MappingIterator<JsonNode> all =
                JSON.readerFor(JsonNode.class).readValues(written(batch).toByteArray())) {
            return all.readAll();
        } catch (IOException unreadable) {
            throw new AssertionError("not JSON after JSON", unreadable);
        }
    }
}
