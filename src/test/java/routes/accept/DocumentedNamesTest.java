package routes.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.accept.Accepting.audit;
import static routes.accept.Accepting.governance;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.accept.rule.FamilyRules;
import routes.accept.rule.KnownName;
import routes.accept.rule.Rules;
import routes.event.Family;

/** Documented names that hold a forbidden word: they pass where they are documented, and carry nothing else. */
class DocumentedNamesTest {

    private static final Map<Family, UnaryOperator<String>> FAMILIES = Map.of(
            Family.GOVERNANCE,
            Accepting::governance,
            Family.DLP,
            Accepting::dlp,
            Family.AUDIT,
            more -> audit(",\"id\":\"a\"" + more));

    private final Accepting accepting = new Accepting();

    @ParameterizedTest
    @EnumSource(value = Family.class, mode = EnumSource.Mode.EXCLUDE, names = "ROUTER")
    void no_documented_field_is_removed_for_its_name(Family family) {
        Rules rules = FamilyRules.of(family);

        assertThat(KnownName.values())
                .filteredOn(name -> rules.documents(name.index())
                        && !FAMILIES.get(family).apply("").contains("\"" + name.text()))
                .isNotEmpty()
                .allSatisfy(name -> {
                    String event = FAMILIES.get(family).apply(",\"" + name.text() + "\":null");
                    assertThat(Accepting.lines(accepting.accept(event))).containsExactly(event);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "restored_count",
                "payload_size_bytes",
                "conversation_id",
                "tool_pattern_matched",
                "restored\\u005fcount"
            })
    void a_documented_name_carries_nothing_outside_of_its_family_and_place(String name) {
        for (String value : new String[] {"\"canary\"", "[\"canary\"]", "{\"k\":\"canary\"}", "4111111111111111"}) {
            String member = "\"" + name + "\":" + value;
            assertNothingStays(governance(",\"o\":{" + member + "}"), governance(",\"o\":{}"));
            assertNothingStays(governance(",\"o\":[[{" + member + "}]]"), governance(",\"o\":[[{}]]"));
            assertNothingStays(
                    audit(",\"id\":\"a\",\"decision\":{" + member + "}"), audit(",\"id\":\"a\",\"decision\":{}"));
            assertNothingStays(governance("," + member), governance(""));
            assertNothingStays(governance(",\"s\":" + quoted("{" + member + "}")), governance(""));
        }
    }

    @ParameterizedTest
    @CsvSource({"restored_count,812", "payload_size_bytes,0", "conversation_id,'\"c-1\"'"})
    void where_it_is_documented_it_carries_what_is_documented_alone(String name, String value) {
        String event = audit(",\"id\":\"a\",\"" + name + "\":" + value);
        assertThat(Accepting.lines(accepting.accept(event))).containsExactly(event);

        for (String other : new String[] {"[\"canary\"]", "{\"k\":\"canary\"}", "true", "1.5"}) {
            assertNothingStays(audit(",\"id\":\"a\",\"" + name + "\":" + other), audit(",\"id\":\"a\""));
        }
    }

    private void assertNothingStays(String event, String left) {
        assertThat(Accepting.lines(accepting.accept(event))).as(event).containsExactly(left);
    }

    private static String quoted(String json) {
        return "\"" + json.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
