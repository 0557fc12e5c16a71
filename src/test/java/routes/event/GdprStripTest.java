package routes.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.event.Accepting.audit;
import static routes.event.Accepting.dlp;
import static routes.event.Accepting.governance;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GdprStripTest {

    private final Accepting accepting = new Accepting();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value",
                "VALUE",
                "va\\u006cue",
                "\\u0076\\u0061\\u006c\\u0075\\u0065",
                "va-lue",
                "_value_",
                "Matched-Text",
                "matched.text",
                "matchedText",
                "raw",
                "ｖａｌｕｅ",
                "válue",
                "va\\u00adlue",
                "v\u200balue",
                "requestBody",
                "SNIPPET"
            })
    void a_forbidden_name_is_removed_however_it_is_spelt(String name) {
        String member = ",\"" + name + "\":\"canary\"";

        for (String event : new String[] {governance(member), dlp(member), audit(",\"id\":\"a\"" + member)}) {
            Acceptance acceptance = accepting.accept(event);
            assertThat(Accepting.lines(acceptance)).containsExactly(event.replace(member, ""));
            assertThat(acceptance.removedFields()).isOne();
        }
        assertThat(accepting.count("siem.fields.removed", "reason", "forbidden"))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"message", "reason", "values_checked", "evaluate", "textual", "valu", "x", "", "änderung"})
    void a_name_that_only_resembles_one_stays(String name) {
        String event = governance(",\"" + name + "\":\"kept\"");

        assertThat(Accepting.lines(accepting.accept(event))).containsExactly(event);
    }

    @Test
    void forbidden_names_are_removed_at_any_depth_and_in_arrays() {
        Acceptance acceptance = accepting.accept(governance(
                ",\"extra\":[{\"a\":[[{\"raw\":{\"id\":\"canary\"},\"b\":1}]]},{\"match\":\"canary\"},\"kept\"],"
                        + "\"reason\":{\"value\":\"canary\"},\"body\":[\"canary\"]"));

        assertThat(Accepting.lines(acceptance))
                .containsExactly(governance(",\"extra\":[{\"a\":[[{\"b\":1}]]},{},\"kept\"]"));
        assertThat(acceptance.removedFields()).isEqualTo(4);
    }

    @Test
    void the_schema_of_dlp_is_closed() {
        Acceptance acceptance = accepting.accept(
                dlp(",\"reason\":\"canary\",\"policy_name\":\"canary\",\"note\":{\"id\":\"canary\"},\"position\":1"));

        assertThat(Accepting.lines(acceptance)).containsExactly(dlp(",\"position\":1"));
        assertThat(accepting.count("siem.fields.removed", "reason", "unknown")).isEqualTo(3);
    }

    @Test
    void white_space_and_escaped_names_are_normalised_and_text_is_not() {
        Acceptance acceptance = accepting.accept(
                "{ \"\\u0069d\" : \"a\\u0062 c\" ,\n\t\"event_type\":\"policy\\u002edeny\", \"occurred_at\":\"2026-05-26T10:14:00\\u005a\" ,\r"
                        + "\"x y\" : [ 1 , 2.50 ] }");

        assertThat(Accepting.lines(acceptance))
                .containsExactly("{\"id\":\"a\\u0062 c\",\"event_type\":\"policy.deny\","
                        + "\"occurred_at\":\"2026-05-26T10:14:00Z\",\"x y\":[1,2.50]}");
        assertThat(acceptance.removedFields()).isZero();
    }

    @Test
    void half_a_character_is_replaced_in_strings_and_names() {
        Acceptance acceptance = accepting.accept(
                governance(",\"reason\":\"a\\ud83d\\ude00\\ud800b\\uDC00\",\"x\\ud800\":[\"\\udfff\\\\ud800\"]"));

        assertThat(Accepting.lines(acceptance))
                .containsExactly(governance(
                        ",\"reason\":\"a\\ud83d\\ude00\\ufffdb\\ufffd\",\"x\\ufffd\":[\"\\ufffd\\\\ud800\"]"));
    }

    @Test
    void a_field_that_events_must_have_cannot_be_forbidden() {
        assertThatThrownBy(() -> new ForbiddenNames("value,occurred_at"))
                .hasMessageContaining("siem.accept.forbidden-names")
                .hasMessageContaining("occurred_at");
    }

    @Test
    void the_documented_default_is_the_one_that_sinks_use_when_they_stand_alone() throws IOException {
        Properties settings = new Properties();
        try (InputStream file = getClass().getResourceAsStream("/application.properties")) {
            settings.load(file);
        }

        assertThat(settings.getProperty("siem.accept.forbidden-names"))
                .isEqualTo("{{env:SIEM_FORBIDDEN_NAMES:" + ForbiddenNames.DEFAULT + "}}");
    }
}
