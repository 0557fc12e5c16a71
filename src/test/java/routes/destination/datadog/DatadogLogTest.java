package routes.destination.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.destination.Bytes;
import routes.event.Event;
import routes.event.Samples;

/** What a log says of its event, and what it leaves as it is. */
class DatadogLogTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
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

    private final DatadogLog log = new DatadogLog("gate-1", "mitrity", null, "team:security");

    @Test
    void every_name_that_means_something_to_datadog_is_moved_and_all_others_stay() throws Exception {
        ObjectNode json = Samples.json("policy-deny");
        RESERVED.forEach(name -> json.put(name, "canary " + name));
        json.putObject("nested").put("status", "stays");
        json.put("trace_id", "stays").put("Status", "stays");
        JsonNode one = logs(Samples.event(json)).get(0);

        assertThat(one.path("event").size()).isEqualTo(RESERVED.size());
        RESERVED.forEach(
                name -> assertThat(one.path("event").path(name).asText()).isEqualTo("canary " + name));
        assertThat(one.path("status").asText()).isEqualTo("error");
        assertThat(one.path("hostname").asText()).isEqualTo("gate-1");
        assertThat(one.path("nested").path("status").asText()).isEqualTo("stays");
        assertThat(one.path("trace_id").asText()).isEqualTo("stays");
        assertThat(one.path("Status").asText()).isEqualTo("stays");
    }

    @Test
    void a_reserved_name_written_with_escapes_is_moved_too() throws Exception {
        String text = Samples.json("policy-deny").toString().replace("\"policy_name\":", "\"st\\u0061tus\":");
        byte[] line = text.getBytes(StandardCharsets.UTF_8);
        Event event =
                new Event(line, 0, line.length, Samples.event("policy-deny").kind(), 0);

        JsonNode one = logs(event).get(0);
        assertThat(one.path("status").asText()).isEqualTo("error");
        assertThat(one.path("event").has("status")).isTrue();
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
        JsonNode one = logs(Samples.event(Samples.json("audit-route").put("region", region)))
                .get(0);

        assertThat(one.path("ddtags").asText())
                .isEqualTo("team:security,event_type:audit.route,action:route,env:prod,caller:hr-assistant,region:"
                        + tag + ",category:secret");
        assertThat(one.path("region").asText()).isEqualTo(region);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "{}", "[\"pii\",7,{\"type\":7},{}]"})
    void odd_categories_and_values_make_no_tags(String odd) throws Exception {
        ObjectNode json = Samples.json("audit-route");
        json.set("categories", JSON.readTree(odd));
        json.putNull("env").put("region", 7);

        assertThat(logs(Samples.event(json)).get(0).path("ddtags").asText())
                .isEqualTo("team:security,event_type:audit.route,action:route,caller:hr-assistant");
    }

    @Test
    void a_message_says_what_happened_and_keeps_odd_characters() throws Exception {
        ObjectNode json = Samples.json("policy-deny")
                .put("policy_name", "No \"prod\"\nwrites")
                .putNull("reason");
        assertThat(logs(Samples.event(json)).get(0).path("message").asText())
                .startsWith("policy.deny: policy_name=No \"prod\"\nwrites, ")
                .doesNotContain("reason");
        assertThat(logs(Samples.event("audit-route")).get(0).path("message").asText())
                .startsWith("audit.route: caller=hr-assistant, decision.action=block, decision.target=none");
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
    private static ObjectNode own(JsonNode one) {
        ObjectNode own = one.deepCopy();
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
            ObjectNode json =
                    Samples.json(names.get(random.nextInt(names.size()))).put("id", randomText(random));
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

    private JsonNode logs(Event... events) throws IOException {
        ArrayNode logs = JSON.createArrayNode();
        for (Event event : events) {
            Bytes written = new Bytes();
            log.append(event, event.occurredAtMillis(), written);
            logs.add(JSON.readTree(written.copy()));
        }
        return logs;
    }
}
