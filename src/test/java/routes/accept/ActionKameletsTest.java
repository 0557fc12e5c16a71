package routes.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.event.Samples;

/** The action Kamelets in plain Camel routes, without anything of the router around them. */
class ActionKameletsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STRIP = "siem-gdpr-strip-action";
    private static final String FILTER = "siem-event-filter-action";
    private static final String CEF = "siem-cef-action";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<Object> arrived = new ArrayList<>();
    private final List<Exchange> dead = new ArrayList<>();

    @AfterEach
    void stop() {
        context.stop();
    }

    static List<String> samples() {
        return Samples.names();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_clean_event_passes_the_strip_byte_by_byte(String sample) throws Exception {
        call(STRIP, Map.of(), Samples.json(sample).toString());

        assertThat(text(0)).isEqualTo(Samples.event(sample).json());
    }

    @Test
    void raw_content_goes_from_each_family_as_it_does_when_the_router_accepts_it() throws Exception {
        JsonNode governance = Samples.json("policy-deny")
                .put("note", "kept")
                .put("drift_score", "not a number")
                .set("details", JSON.readTree("[{\"Matched-Text\":\"canary\",\"rule\":7}]"));
        JsonNode dlp = Samples.json("dlp-match").put("note", "canary").put("matched_text", "canary");
        JsonNode audit = Samples.json("audit-redact").put("prompt", "canary").put("note", "kept");

        call(STRIP, Map.of(), "[" + governance + "," + dlp + "," + audit + "]");

        assertThat(text(0)).doesNotContain("canary", "not a number");
        JsonNode stripped = JSON.readTree(text(0));
        assertThat(stripped.get(0).path("note").asText()).isEqualTo("kept");
        assertThat(stripped.get(0).path("details").toString()).isEqualTo("[{\"rule\":7}]");
        assertThat(stripped.get(1)).isEqualTo(Samples.json("dlp-match"));
        assertThat(stripped.get(2).path("note").asText()).isEqualTo("kept");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void one_object_stays_one_object_and_anything_else_an_array(Object body, boolean array) throws Exception {
        call(STRIP, Map.of(), body);

        assertThat(arrived.get(0)).isInstanceOf(byte[].class);
        assertThat(JSON.readTree(text(0)).isArray()).isEqualTo(array);
    }

    static Stream<Object[]> forms() {
        String event = Samples.json("policy-deny").toString();
        Map<String, Object> tree = Map.of("ts", "2025-10-08T22:45:00Z", "action", "classify", "id", "a-1");
        return Stream.of(
                new Object[] {event, false},
                new Object[] {" \n" + event, false},
                new Object[] {event.getBytes(StandardCharsets.UTF_8), false},
                new Object[] {new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), false},
                new Object[] {tree, false},
                new Object[] {" [" + event + "]", true},
                new Object[] {new ByteArrayInputStream(("[" + event + "]").getBytes(StandardCharsets.UTF_8)), true},
                new Object[] {event + "\n" + event, true},
                new Object[] {List.of(tree), true},
                new Object[] {Samples.batch("policy-deny", 1), true});
    }

    @ParameterizedTest
    @ValueSource(strings = {STRIP, FILTER, CEF})
    void an_event_that_would_not_be_accepted_reaches_the_callers_error_handler_unquoted(String action)
            throws Exception {
        String noId = "{\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-05-26T10:14:00Z\",\"x\":\"canary\"}";
        String good = Samples.json("policy-deny").toString();

        for (String body : List.of("[" + good + "," + noId + "]", "canary", "", "[]", "{\"canary\":1}", "canary {")) {
            call(action, Map.of(), body);
        }

        assertThat(arrived).isEmpty();
        assertThat(dead).hasSize(6).allSatisfy(exchange -> assertThat(
                        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                .hasMessageStartingWith("not_events: ")
                .hasMessageNotContaining("canary")
                .hasNoCause());
        assertThat(dead.get(0).getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                .hasMessageContaining("event 1")
                .hasMessageContaining("missing_field at \"/id\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                      |        | policy-deny policy-allow dlp-match audit-classify",
                "                      | high   | policy-deny dlp-match",
                "                      | medium | policy-deny dlp-match audit-classify",
                "policy.deny           |        | policy-deny",
                "dlp.match, policy.allow| low   | policy-allow dlp-match",
                "audit.classify        | low    | audit-classify"
            })
    void events_pass_by_type_and_severity(String types, String severity, String expected) throws Exception {
        List<String> all = List.of("policy-deny", "policy-allow", "dlp-match", "audit-classify");
        Map<String, String> parameters = new HashMap<>();
        if (types != null) {
            parameters.put("eventTypes", types);
        }
        if (severity != null) {
            parameters.put("minSeverity", severity);
        }
        call(FILTER, parameters, all.stream().map(Samples::json).toList().toString());

        assertThat(JSON.readTree(text(0)))
                .containsExactlyElementsOf(
                        Stream.of(expected.split(" ")).map(Samples::json).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "[%s,%s]"})
    void a_message_of_which_nothing_passes_stops(String form) throws Exception {
        String low = Samples.json("policy-allow").toString();
        call(FILTER, Map.of("minSeverity", "high"), form.replace("%s", low));

        assertThat(arrived).isEmpty();
        assertThat(dead).isEmpty();
    }

    @Test
    void what_passes_the_filter_is_stripped_too() throws Exception {
        call(
                FILTER,
                Map.of(),
                Samples.json("dlp-match").put("matched_text", "canary").toString());

        assertThat(JSON.readTree(text(0))).isEqualTo(Samples.json("dlp-match"));
    }

    @ParameterizedTest
    @CsvSource({"eventTypes,policy.denied,expected an event type", "minSeverity,severe,'expected low, medium or high'"})
    void a_word_the_filter_does_not_know_ends_the_start(String parameter, String word, String message) {
        assertThatThrownBy(() -> call(FILTER, Map.of(parameter, word), "{}"))
                .hasStackTraceContaining(parameter)
                .hasStackTraceContaining(word)
                .hasStackTraceContaining(message);
    }

    @Test
    void an_event_becomes_a_line_of_cef_and_an_array_a_line_each() throws Exception {
        String event = Samples.json("policy-deny").toString();
        call(CEF, Map.of(), event);
        call(CEF, Map.of(), "[" + event + "," + Samples.json("audit-redact") + "]");
        call(CEF, Map.of("header", "rfc5424", "host", "gate-1", "facility", "local4", "deviceVendor", "ACME"), event);

        assertThat(text(0))
                .startsWith("CEF:0|MITRITY|MITRITY Platform|1.0.0|policy.deny|")
                .doesNotContain("\n");
        assertThat(text(1).lines())
                .hasSize(2)
                .satisfiesExactly(line -> assertThat(line).isEqualTo(text(0)), line -> assertThat(line)
                        .startsWith("CEF:0|MCP|Redaction Server|"));
        assertThat(text(2)).startsWith("<163>1 ").contains(" gate-1 ", "CEF:0|ACME|");
    }

    @Test
    void actions_follow_each_other_in_one_route() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:chain")
                        .to("kamelet:" + STRIP + "/first")
                        .to("kamelet:" + FILTER + "/second?minSeverity=medium")
                        .to("kamelet:" + CEF + "/third")
                        .process(exchange -> arrived.add(exchange.getMessage().getBody()));
            }
        });
        context.start();
        send("direct:chain", "[" + Samples.json("policy-allow") + "," + Samples.json("dlp-match") + "]");

        assertThat(text(0)).startsWith("CEF:0|").contains("|dlp.match|").doesNotContain("policy.allow");
    }

    private void call(String action, Map<String, String> parameters, Object body) throws Exception {
        String route = "direct:call-" + context.getRoutesSize();
        String uri = "kamelet:" + action + "/" + route.substring("direct:".length()) + "-it?"
                + parameters.entrySet().stream()
                        .map(given -> given.getKey() + "=RAW(" + given.getValue() + ")")
                        .collect(Collectors.joining("&"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(route)
                        .errorHandler(deadLetterChannel("direct:dead" + route.substring("direct:".length())))
                        .to(uri)
                        .process(exchange -> arrived.add(exchange.getMessage().getBody()));
                from("direct:dead" + route.substring("direct:".length())).process(dead::add);
            }
        });
        context.start();
        send(route, body);
    }

    private void send(String route, Object body) throws Exception {
        try (var producer = context.createProducerTemplate()) {
            producer.sendBody(route, body);
        }
    }

    private String text(int index) {
        return context.getTypeConverter().convertTo(String.class, arrived.get(index));
    }
}
