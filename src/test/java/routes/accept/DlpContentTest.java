package routes.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.accept.Accepting.dlp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields of a DLP event in which free text could carry what was found. */
class DlpContentTest {

    private final Accepting accepting = new Accepting();

    @ParameterizedTest
    @ValueSource(strings = {"drive:create", "*", "s3:*/put", "mcp.files-v2_read", "x"})
    void a_pattern_of_tools_passes(String pattern) {
        passes("tool_pattern_matched", pattern);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "my ssn is 123", "drive:create?q=4111", "dr\u00edve", "a,b", "a\\nb", "{}"})
    void any_other_text_there_is_removed_and_named(String text) {
        isRemoved("tool_pattern_matched", text);
        isRemoved("tool_pattern_matched", "x".repeat(129));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSN (US)",
                "\u4fe1\u7528\u5361\u53f7",
                "\u0440\u0430\u0441\u0447\u0451\u0442 \u2116 5",
                "",
                "\ud83d\udcb3 card"
            })
    void a_name_of_a_pattern_may_be_of_any_script(String name) {
        passes("pattern_name", name);
        passes("pattern_name", "\u5361".repeat(256));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\nb", "a\\u0000b", "a\\u007fb", "a\\u0085b", "a\u0085b"})
    void a_control_in_it_is_not_taken_nor_is_a_long_text(String text) {
        isRemoved("pattern_name", text);
        isRemoved("pattern_name", "x".repeat(257));
    }

    @ParameterizedTest
    @CsvSource({
        "https://files.example.com/a/b?card=4111, files.example.com",
        "https://user:secret@files.example.com:8443/x, files.example.com",
        "files.example.com/path/4111, files.example.com",
        "//cdn.example.com/x, cdn.example.com",
        "ftp://[2001:db8::1]/x, [2001:db8::1]",
        "b\u00fccher.example, xn--bcher-kva.example",
        "https://b\u00fccher.example/k\u00e4ufe, xn--bcher-kva.example",
        "\u4f8b\u5b50.\u6d4b\u8bd5, xn--fsqu00a.xn--0zwm56d",
        "someone@example.com, example.com",
        "' spaced.example ', spaced.example"
    })
    void an_address_or_an_internationalised_name_is_reduced_to_its_host(String given, String host) {
        Acceptance acceptance = accepting.accept(event("destination_domain", given));

        assertThat(Accepting.lines(acceptance)).containsExactly(event("destination_domain", host));
        assertThat(acceptance.removedFields()).isZero();
        assertThat(acceptance.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"files.example.com", "10.0.0.1:443", "[2001:db8::1]:443", "*.example.com"})
    void a_host_passes_as_it_came(String host) {
        passes("destination_domain", host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a\\nb.example", "https:///nothing", "my card is 4111 1111", "\u2028"})
    void what_has_no_host_is_removed_and_named(String text) {
        isRemoved("destination_domain", text);
    }

    @Test
    void elements_of_an_array_are_named_by_the_array() {
        Acceptance acceptance = accepting.accept(dlp(",\"sensitivity_tags\":[\"4111\",\"pii\",7]"));

        assertThat(acceptance.warnings()).containsExactly(new Warning("invalid_field", "sensitivity_tags", 2));
    }

    @Test
    void a_name_that_nobody_documents_is_in_no_warning() {
        Acceptance acceptance = accepting.accept(dlp(",\"secret-4111\":1,\"matched_text\":\"x\""));

        assertThat(acceptance.removedFields()).isEqualTo(2);
        assertThat(acceptance.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"detection_reason\":\"pattern_match\"|1",
                "\"detection_reason\":\"pattern_match\",\"pattern_id\":null|1",
                "\"detection_reason\":\"pattern_match\",\"pattern_id\":\"f1c2b3a4-0d9e-4f87-b6a5-1c2d3e4f5a6b\"|0",
                "\"detection_reason\":\"volume_anomaly\",\"pattern_id\":null|0",
                "\"detection_reason\":null|0"
            })
    void a_match_without_its_pattern_is_taken_counted_and_warned_of(String members, int times) {
        Acceptance acceptance = accepting.accept(dlp("," + members));

        assertThat(acceptance.accepted()).isOne();
        assertThat(acceptance.withoutPattern()).isEqualTo(times);
        assertThat(acceptance.warnings()).hasSize(times).allMatch(warning -> warning.code()
                .equals("no_pattern_id"));
        assertThat(accepting.count("siem.events.without.pattern")).isEqualTo(times);
    }

    private static String event(String field, String text) {
        return dlp(",\"" + field + "\":\"" + text + "\"");
    }

    private void passes(String field, String text) {
        Acceptance acceptance = accepting.accept(event(field, text));

        assertThat(Accepting.lines(acceptance)).containsExactly(event(field, text));
        assertThat(acceptance.warnings()).isEmpty();
    }

    private void isRemoved(String field, String text) {
        Acceptance acceptance = accepting.accept(event(field, text));

        assertThat(Accepting.lines(acceptance)).containsExactly(dlp(""));
        assertThat(acceptance.removedFields()).isOne();
        assertThat(acceptance.warnings()).containsExactly(new Warning("invalid_field", field, 1));
        assertThat(accepting.count("siem.fields.removed", "reason", "invalid")).isPositive();
    }
}
