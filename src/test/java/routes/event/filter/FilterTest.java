package routes.event.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.Seed;
import routes.accept.Accepted;
import routes.accept.rule.KnownName;
import routes.event.Event;

class FilterTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DENY =
            "{\"id\":\"1\",\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-05-26T10:14:00Z\","
                    + "\"tenant_id\":\"acme\",\"agent_id\":\"prod-7\",\"policy_name\":\"gr\\u00fc\\u00dfe \\\"x\\\"\",\"approver\":null,"
                    + "\"drift_score\":5,\"outcome\":\"deny\"}";
    private static final String AUDIT =
            "{\"ts\":\"2026-05-26T10:14:00Z\",\"action\":\"route\",\"id\":\"2\",\"caller\":\"desk\","
                    + "\"categories\":[{\"type\":\"pii\"},{\"type\":\"secret\"}],"
                    + "\"decision\":{\"action\":\"block\",\"requires_redaction\":true,\"allowed_categories\":[\"pii\"]}}";
    private static final String MATCH = "{\"id\":\"e1c40000-0000-4000-8000-000000000001\",\"event_type\":\"dlp.match\","
            + "\"agent_id\":\"a1b2c3d4-0000-4000-8000-00000000000a\",\"occurred_at\":\"2026-05-26T10:14:00Z\","
            + "\"sensitivity_tags\":[\"pii\",\"credentials\"],\"pattern_id\":null}";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{'tenant_id':'acme'};1",
                "{'tenant_id':'Acme'};",
                "{'tenant_id':'acm'};",
                "{'tenant_id':{'equals':'acme'}};1",
                "{'tenant_id':['beta','acme']};1",
                "{'tenant_id':{'in':['beta']}};",
                "{'agent_id':{'prefix':'prod-'}};1",
                "{'agent_id':{'prefix':'prod-77'}};",
                "{'policy_name':'grüße \\\"x\\\"'};1",
                "{'policy_name':{'prefix':'grü'}};1",
                "{'drift_score':5};1",
                "{'drift_score':'5'};",
                "{'drift_score':{'prefix':'5'}};",
                "{'approver':{'exists':true}};",
                "{'approver':{'exists':false}};123",
                "{'tenant_id':{'exists':false}};23",
                "{'sensitivity_tags':'credentials'};3",
                "{'sensitivity_tags':{'prefix':'cred'}};3",
                "{'sensitivity_tags':{'exists':true}};3",
                "{'sensitivity_tags':'[\\\"pii\\\"]'};",
                "{'decision.action':'block'};2",
                "{'decision.requires_redaction':true};2",
                "{'decision.allowed_categories':'pii'};2",
                "{'decision.target':{'exists':false}};13 2",
                "{'categories.type':'secret'};2",
                "{'categories.type':{'exists':true}};2",
                "{'categories.type':'tertiary'};",
                "{'tenant_id':'acme','outcome':'deny'};1",
                "{'tenant_id':'acme','outcome':'allow'};",
                "{'or':[{'tenant_id':'acme'},{'caller':'desk'}]};12",
                "{'and':[{'tenant_id':'acme'},{'caller':'desk'}]};",
                "{'not':{'tenant_id':'acme'}};23",
                "{'or':[{'tenant_id':'acme'},{'tenant_id':{'exists':false}}],'not':{'caller':'desk'}};13"
            })
    void an_event_passes_where_its_fields_are_as_they_are_asked_for(String json, String wanted) throws IOException {
        Filter filter = filter(json);
        String passing = passes(filter, DENY, "1") + passes(filter, AUDIT, "2") + passes(filter, MATCH, "3");

        assertThat(passing.chars().sorted().toArray())
                .isEqualTo((wanted == null ? "" : wanted.replace(" ", ""))
                        .chars()
                        .sorted()
                        .toArray());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{};~~",
                "'acme';~~",
                "[];~~",
                "{'tenant':'acme'};/tenant",
                "{'tenant_id.':'acme'};/tenant_id.",
                "{'a.b.c':'acme'};/a.b.c",
                "{'x/y~z':'acme'};/x~1y~0z",
                "{'tenant_id':null};/tenant_id",
                "{'tenant_id':1.5};/tenant_id",
                "{'tenant_id':{}};/tenant_id",
                "{'tenant_id':[]};/tenant_id",
                "{'tenant_id':['a',null]};/tenant_id/1",
                "{'tenant_id':{'in':'a'}};/tenant_id/in",
                "{'tenant_id':{'prefix':''}};/tenant_id/prefix",
                "{'tenant_id':{'exists':'yes'}};/tenant_id/exists",
                "{'tenant_id':{'regex':'.*'}};/tenant_id",
                "{'tenant_id':{'equals':'a','prefix':'b'}};/tenant_id",
                "{'or':{'tenant_id':'a'}};/or",
                "{'or':[]};/or",
                "{'and':[{'tenant_id':'a'},{'or':[{'not':{}}]}]};/and/1/or/0/not"
            })
    void what_is_wrong_with_a_filter_is_named_by_its_place(String json, String pointer) {
        assertThatThrownBy(() -> filter(json))
                .isInstanceOfSatisfying(FilterException.class, wrong -> assertThat(wrong.pointer())
                        .isEqualTo(pointer == null ? "" : pointer))
                .hasMessageStartingWith("Expected ");
    }

    @Test
    void an_array_inside_an_object_is_asked_element_by_element() throws IOException {
        Event event = Accepted.batch("{\"ts\":\"2026-05-26T10:14:00Z\",\"action\":\"route\",\"id\":\"1\",\"decision\":{"
                        + "\"allowed_categories\":[\"pii\",\"ops_sensitive\"]}}")
                .events()
                .get(0);

        assertThat(passesFilter("{\"decision.allowed_categories\":\"pii\"}", event))
                .isTrue();
        assertThat(passesFilter("{\"decision.allowed_categories\":[\"x\",\"ops_sensitive\"]}", event))
                .isTrue();
        assertThat(passesFilter("{\"decision.allowed_categories\":{\"prefix\":\"ops\"}}", event))
                .isTrue();
        assertThat(passesFilter("{\"decision.allowed_categories\":\"secret\"}", event))
                .isFalse();
        assertThat(passesFilter("{\"not\":{\"decision.allowed_categories\":\"pii\"}}", event))
                .isFalse();
        assertThat(passesFilter("{\"decision.allowed_categories\":{\"exists\":true}}", event))
                .isTrue();
    }

    @Test
    void a_filter_is_bounded() {
        String deep = "{'not':".repeat(6) + "{'tenant_id':'a'}" + "}".repeat(6);
        String many = IntStream.range(0, 101).mapToObj(i -> "{'tenant_id':'a'}").collect(Collectors.joining(","));
        String values = IntStream.range(0, 1001).mapToObj(i -> "'v'").collect(Collectors.joining(","));

        assertThatThrownBy(() -> filter(deep)).hasMessageContaining("5 deep");
        assertThatThrownBy(() -> filter("{'or':[" + many + "]}")).hasMessageContaining("100 conditions");
        assertThatThrownBy(() -> filter("{'tenant_id':[" + values + "]}")).hasMessageContaining("1000 values");
        assertThatThrownBy(() -> filter("{'tenant_id':'" + "x".repeat(1025) + "'}"))
                .hasMessageContaining("1024 characters");
    }

    @Test
    void no_filter_lets_everything_pass() {
        assertThat(Filter.of(JSON.missingNode()).isNone()).isTrue();
        assertThat(Filter.NONE.passes(event(DENY))).isTrue();
    }

    /** A line that a disk damaged must end no thread. */
    @Test
    void a_damaged_line_is_judged_too() throws IOException {
        Random random = new Random(Seed.of("filter.seed"));
        Filter filter = filter(
                "{'or':[{'categories.type':'x'},{'decision.action':'x'},{'caller':{'prefix':'x'}},{'ts':{'exists':false}}]}");
        for (int i = 0; i < 20_000; i++) {
            byte[] line = AUDIT.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            for (int flips = 0; flips < 3; flips++) {
                line[random.nextInt(line.length)] = (byte) random.nextInt();
            }
            Event damaged = new Event(line, 0, 1 + random.nextInt(line.length), 0, 0);
            assertThat(filter.passes(damaged)).isIn(true, false);
        }
    }

    private static boolean passesFilter(String json, Event event) throws IOException {
        return filter(json).passes(event);
    }

    private static String passes(Filter filter, String json, String name) {
        return filter.passes(event(json)) ? name : "";
    }

    private static Event event(String json) {
        return Accepted.batch(json).events().get(0);
    }

    private static Filter filter(String json) throws IOException {
        return Filter.of(JSON.readTree(json.replace('\'', '"')), KnownName::isOne);
    }
}
