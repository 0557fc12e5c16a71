package routes.accept.strip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.accept.Accepting.audit;
import static routes.accept.Accepting.dlp;
import static routes.accept.Accepting.governance;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.accept.Acceptance;
import routes.accept.Accepting;

/** What the variables of docs/events.md do to events. */
class FieldPolicyTest {

    private static final Map<String, String> LISTED =
            Map.of("SIEM_FIELDS", "listed", "SIEM_FIELDS_ALSO", "labels, team");

    @Test
    void a_list_of_names_replaces_the_usual_one() {
        Map<String, String> mine = Map.of("SIEM_FORBIDDEN_NAMES", "colour,内容,пароль");

        assertThat(accepted(mine, governance(",\"colour\":1,\"value\":2"))).isEqualTo(governance(",\"value\":2"));
        assertThat(accepted(mine, governance(",\"Eye-Colour\":1"))).isEqualTo(governance(""));
        assertThat(accepted(mine, governance(",\"x内容\":1,\"ПАРОЛЬ\":2"))).isEqualTo(governance(""));
    }

    @Test
    void further_names_add_to_it() {
        Map<String, String> mine = Map.of("SIEM_FORBIDDEN_NAMES_ALSO", "colour, governance:shade");

        assertThat(accepted(mine, governance(",\"colour\":1,\"value\":2,\"shade\":3")))
                .isEqualTo(governance(""));
        assertThat(accepted(mine, audit(",\"id\":\"a\",\"shade\":3"))).isEqualTo(audit(",\"id\":\"a\",\"shade\":3"));
    }

    @Test
    void a_documented_field_goes_only_by_its_whole_name() {
        Map<String, String> mine = Map.of("SIEM_FORBIDDEN_NAMES", "approver,policy");

        assertThat(accepted(mine, governance(",\"policy_id\":\"p\",\"approver\":\"a\",\"policy_note\":1")))
                .isEqualTo(governance(",\"policy_id\":\"p\""));
    }

    @Test
    void a_named_field_passes_although_one_of_its_words_is_forbidden() {
        Map<String, String> mine = Map.of("SIEM_FIELDS_ALSO", "content_type,message");
        String kept = governance(",\"content_type\":\"text/plain\",\"message\":\"m\"");

        assertThat(accepted(mine, kept)).isEqualTo(kept);
        assertThat(accepted(mine, governance(",\"Content_Type\":1,\"content\":2")))
                .isEqualTo(governance(""));
        assertThat(accepted(mine, audit(",\"id\":\"a\",\"message\":\"m\""))).isEqualTo(audit(",\"id\":\"a\""));
    }

    @Test
    void where_fields_are_listed_only_documented_and_named_ones_pass_at_any_depth() {
        assertThat(accepted(
                        LISTED,
                        governance(",\"reason\":\"r\",\"note\":1,\"caller\":2,\"team\":3,"
                                + "\"labels\":{\"team\":[{\"team\":1,\"other\":2}],\"reason\":4}")))
                .isEqualTo(governance(",\"reason\":\"r\",\"team\":3,\"labels\":{\"team\":[{\"team\":1}]}"));
        assertThat(
                        accepted(
                                LISTED,
                                audit(
                                        ",\"id\":\"a\",\"categories\":[{\"type\":\"pii\",\"confidence\":1,\"where\":2,\"team\":3}],"
                                                + "\"decision\":{\"action\":\"block\",\"why\":1,\"type\":\"x\"},\"outcome\":1")))
                .isEqualTo(audit(",\"id\":\"a\",\"categories\":[{\"type\":\"pii\",\"confidence\":1,\"team\":3}],"
                        + "\"decision\":{\"action\":\"block\"}"));
    }

    @Test
    void dlp_events_stay_closed_to_named_fields() {
        assertThat(accepted(LISTED, dlp(",\"team\":1,\"position\":2"))).isEqualTo(dlp(",\"position\":2"));
        assertThat(accepted(Map.of("SIEM_FIELDS_ALSO", "team"), dlp(",\"team\":1")))
                .isEqualTo(dlp(""));
    }

    @Test
    void what_is_not_listed_is_counted_for_its_family() {
        Accepting accepting = new Accepting(LISTED);
        Acceptance acceptance = accepting.accept("[" + governance(",\"a\":1,\"b\":{\"c\":2},\"value\":3") + ","
                + audit(",\"id\":\"a\",\"d\":4,\"region\":5") + "]");

        assertThat(acceptance.removedFields()).isEqualTo(5);
        assertThat(accepting.count("siem.fields.removed", "family", "governance", "reason", "unknown"))
                .isEqualTo(2);
        assertThat(accepting.count("siem.fields.removed", "family", "governance", "reason", "forbidden"))
                .isOne();
        assertThat(accepting.count("siem.fields.removed", "family", "audit", "reason", "unknown"))
                .isOne();
        assertThat(accepting.count("siem.fields.removed", "family", "audit", "reason", "invalid"))
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"occurred_at", "OccurredAt", "value,event-type", "audit:ts", "1d"})
    void a_field_that_events_must_have_cannot_be_forbidden(String names) {
        assertThatThrownBy(() -> FieldPolicy.of(Map.of("SIEM_FORBIDDEN_NAMES", names)))
                .hasMessageStartingWith("siem.accept.forbidden-names: ")
                .hasMessageContaining("must have");
    }

    @ParameterizedTest
    @CsvSource({
        "SIEM_FORBIDDEN_NAMES,'',names nothing",
        "SIEM_FORBIDDEN_NAMES,' , __',names nothing",
        "SIEM_FORBIDDEN_NAMES,audits:message,'expected governance, dlp or audit before a colon'",
        "SIEM_FIELDS,some,expected any or listed",
        "SIEM_FIELDS_ALSO,Content,take it out of one of the two lists"
    })
    void a_setting_that_cannot_be_meant_ends_the_start(String variable, String text, String message) {
        assertThatThrownBy(() -> FieldPolicy.of(Map.of(variable, text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("siem.accept.")
                .hasMessageContaining(message);
    }

    private static String accepted(Map<String, String> environment, String event) {
        return Accepting.lines(new Accepting(environment).accept(event)).get(0);
    }
}
