package routes.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.TypeConverter;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import routes.accept.strip.FieldPolicy;
import routes.event.Batch;
import routes.event.Event;
import routes.event.EventType;
import routes.event.Severity;
import routes.event.json.Limits;

class BatchConverterTest {

    private static final String EVENT = Accepting.dlp(",\"action_taken\":\"blocked\"");

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() throws IOException {
        context.close();
    }

    @Test
    void camel_finds_the_converter_and_makes_a_batch_of_what_pipes_carry() {
        TypeConverter converter = context.getTypeConverter();
        byte[] bytes = EVENT.getBytes(StandardCharsets.UTF_8);
        Map<String, Object> map = Map.of("ts", "2025-10-08T22:45:00.5Z", "action", "detokenize", "id", "a-1");

        for (Object body : List.of(bytes, EVENT, new ByteArrayInputStream(bytes))) {
            Event event = converter.convertTo(Batch.class, body).events().get(0);
            assertThat(event.type()).isEqualTo(EventType.of("dlp.match"));
            assertThat(event.severity()).isEqualTo(Severity.HIGH);
            assertThat(event.occurredAtMillis()).isEqualTo(1_779_790_440_000L);
        }
        assertThat(converter
                        .convertTo(Batch.class, "[" + EVENT + "," + EVENT + "]")
                        .size())
                .isEqualTo(2);
        assertThat(converter.convertTo(Batch.class, map).events().get(0).occurredAtMillis())
                .isEqualTo(1_759_963_500_500L);
        assertThat(converter.convertTo(Batch.class, List.of(map, map)).size()).isEqualTo(2);
    }

    @Test
    void an_event_and_a_batch_are_json_where_a_route_asks_for_that() throws Exception {
        TypeConverter converter = context.getTypeConverter();
        Batch batch = Accepted.batch("[" + Accepting.governance(",\"drift_score\":0.50") + "," + EVENT + "]");

        JsonNode tree = converter.mandatoryConvertTo(JsonNode.class, batch);
        assertThat(tree.toString()).isEqualTo("[" + Accepting.governance(",\"drift_score\":0.50") + "," + EVENT + "]");
        assertThat(converter.mandatoryConvertTo(JsonNode.class, batch.events().get(0)))
                .isEqualTo(tree.get(0));
        Map<?, ?> map = converter.mandatoryConvertTo(Map.class, batch.events().get(1));
        assertThat(map.get("action_taken")).isEqualTo("blocked");
        assertThat(new ObjectMapper().writeValueAsString(batch)).isEqualTo(tree.toString());
        assertThat(converter.mandatoryConvertTo(Batch.class, tree).family()).isEqualTo("mixed");
    }

    @Test
    void raw_content_is_stripped_here_too() {
        Batch batch = new BatchConverter()
                .batch(Accepting.governance(",\"value\":\"canary\"").getBytes(StandardCharsets.UTF_8));

        Event event = batch.events().get(0);
        assertThat(new String(event.bytes(), event.from(), event.length(), StandardCharsets.UTF_8))
                .isEqualTo(Accepting.governance(""));
    }

    @Test
    void no_canary_comes_through_a_sink_alone() {
        BatchConverter converter = new BatchConverter(Map.of());
        for (int seed = 0; seed < 500; seed++) {
            Poison poison = new Poison(new Random(seed), "canary-4111");
            for (String event :
                    List.of(Accepting.governance(""), Accepting.dlp(""), Accepting.audit(",\"id\":\"a\""))) {
                ObjectNode poisoned = (ObjectNode) Accepting.tree(event);
                poison.into(poisoned);

                Batch batch = converter.batch(poisoned.toString().getBytes(StandardCharsets.UTF_8));

                assertThat(batch.events().get(0).json()).as("seed %s", seed).doesNotContain("canary-4111");
            }
        }
    }

    @Test
    void a_sink_alone_obeys_the_variables_that_the_router_is_set_by() {
        Map<String, String> mine = Map.of("SIEM_FIELDS", "listed", "SIEM_FORBIDDEN_NAMES_ALSO", "region");

        Batch batch = new BatchConverter(mine)
                .batch(Accepting.audit(",\"id\":\"a\",\"region\":\"eu\",\"note\":1")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(batch.events().get(0).json()).isEqualTo(Accepting.audit(",\"id\":\"a\""));
    }

    @Test
    void a_kamelet_in_the_router_goes_through_the_router_s_own_chain() {
        FieldPolicy fields = new FieldPolicy("any", "", "colour", "");
        context.getRegistry()
                .bind("acceptChain", new AcceptChain(new Limits(1, 9, 9, 99, 9, 999), fields, Clock.systemUTC()));

        Batch batch =
                context.getTypeConverter().convertTo(Batch.class, Accepting.governance(",\"colour\":1,\"value\":2"));

        assertThat(batch.events().get(0).json()).isEqualTo(Accepting.governance(",\"value\":2"));
        assertThatThrownBy(() ->
                        context.getTypeConverter().mandatoryConvertTo(Batch.class, "[" + EVENT + "," + EVENT + "]"))
                .hasStackTraceContaining("more than 1 event;");
    }

    @Test
    void what_is_not_an_event_is_refused_without_a_word_of_it() {
        BatchConverter converter = new BatchConverter();

        for (String text : List.of("canary", "{\"canary\":1}", "[]", "[" + EVENT + ",\"canary\"]")) {
            assertThatThrownBy(() -> converter.batch(text.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("batch: ")
                    .hasMessageNotContaining("canary");
            assertThatThrownBy(() -> context.getTypeConverter().mandatoryConvertTo(Batch.class, text))
                    .hasStackTraceContaining("batch: ")
                    .satisfies(thrown -> {
                        StringWriter printed = new StringWriter();
                        thrown.printStackTrace(new PrintWriter(printed));
                        assertThat(printed.toString()).doesNotContain("canary");
                    });
        }
    }
}
