package routes.integration.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.integration.Faults;
import routes.integration.Fixtures;
import routes.integration.Problems;
import routes.integration.type.IntegrationType;
import routes.integration.type.Parameter;
import routes.problem.Problem;

final class ValidationTest {

    private static final IntegrationType SPLUNK = Fixtures.type("splunk_hec");
    private static final IntegrationType PIGEON = Fixtures.type("pigeon");

    @Test
    void the_specification_s_example_is_valid() {
        assertThat(check(SPLUNK, Fixtures.json(Fixtures.SPLUNK))).isEmpty();
    }

    @Test
    void a_wrong_event_type_is_named_with_what_was_meant() {
        ObjectNode body = splunk();
        body.withArray("event_types").add("policy.deny").add("policy.denied");

        Problem.Fault error = only(check(SPLUNK, body));

        assertThat(error.pointer()).isEqualTo("/event_types/1");
        assertThat(error.code()).isEqualTo("unknown_event_type");
        assertThat(error.suggestion()).isEqualTo("policy.deny");
        assertThat(error.detail()).contains("\"policy.denied\"", "Did you mean policy.deny?");
    }

    @Test
    void an_unknown_field_is_refused_with_what_was_meant_and_without_its_value() {
        Problem.Fault error = only(check(SPLUNK, splunk().put("sourceType", "canary-4711")));

        assertThat(error.pointer()).isEqualTo("/sourceType");
        assertThat(error.code()).isEqualTo("unknown_field");
        assertThat(error.suggestion()).isEqualTo("source_type");
        assertThat(error.toString()).doesNotContain("canary");
    }

    @Test
    void every_error_is_reported_at_once() {
        ObjectNode body =
                Fixtures.json("{\"type\":\"splunk_hec\",\"batch\":{\"max_event\":1},\"compression\":\"zip\"}");

        assertThat(check(SPLUNK, body))
                .extracting(Problem.Fault::pointer, Problem.Fault::code)
                .containsExactlyInAnyOrder(
                        tuple("/url", "required"),
                        tuple("/token", "required"),
                        tuple("/batch/max_event", "unknown_field"),
                        tuple("/compression", "unknown_value"));
    }

    @Test
    void choosing_no_event_at_all_is_refused() {
        ObjectNode body = splunk();
        body.putArray("event_types");

        assertThat(only(check(SPLUNK, body)).code()).isEqualTo("empty");
    }

    @ParameterizedTest
    @CsvSource({
        "wing_beats,0,out_of_range",
        "wing_beats,21,out_of_range",
        "wing_beats,\"7\",wrong_type",
        "whistle,\"\",empty",
        "start_from,\"tomorrow\",malformed",
        "start_from,\"2026-13-01T00:00:00Z\",malformed",
        "min_severity,\"severe\",unknown_value"
    })
    void a_value_outside_the_schema_is_refused(String field, String value, String code) {
        ObjectNode body = Fixtures.json("{\"type\":\"pigeon\",\"loft\":\"l\",\"" + field + "\":" + value + "}");

        assertThat(only(check(PIGEON, body)))
                .extracting(Problem.Fault::pointer, Problem.Fault::code)
                .containsExactly("/" + field, code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"****", "xxxxxx", "REDACTED", "[redacted]", "•••", "sha256:9f3a1c2b"})
    void a_masked_secret_that_is_sent_back_is_refused(String placeholder) {
        assertThat(only(check(SPLUNK, splunk().put("token", placeholder))).code())
                .isEqualTo("secret_placeholder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{env:SIEM_API_TOKEN}}",
                "${sys.user.home}",
                "RAW(a)",
                "#class:java.lang.Object",
                "#property:siem.api.token",
                "a?b=c&d",
                "value:sink-one/token"
            })
    void what_camel_could_evaluate_is_any_text_to_a_kamelet_that_takes_values_and_refused_for_another(String value) {
        assertThat(check(SPLUNK, splunk().put("index", value))).isEmpty();

        Problem.Fault error =
                only(check(PIGEON, Fixtures.json("{\"type\":\"pigeon\"}").put("loft", value)));
        assertThat(error)
                .extracting(Problem.Fault::pointer, Problem.Fault::code)
                .containsExactly("/loft", "reserved_characters");
        assertThat(error.detail()).contains("siem-pigeon-sink").doesNotContain(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb", "a\u0000b", "a\u0085b", "\n"})
    void control_characters_are_refused_everywhere(String value) {
        assertThat(only(check(SPLUNK, splunk().put("index", value))).code()).isEqualTo("reserved_characters");
        assertThat(only(check(SPLUNK, splunk().put("token", value))).code()).isEqualTo("reserved_characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\ufefftoken-canary", "token-\u200bcanary", "\u202etoken-canary", "token-canary\u00ad", " "})
    void a_secret_that_looks_right_and_is_not_is_refused_and_not_quoted(String value) {
        List<Problem.Fault> errors = check(SPLUNK, splunk().put("token", value));

        assertThat(errors).extracting(Problem.Fault::code).contains("reserved_characters");
        assertThat(errors).extracting(Problem.Fault::pointer).containsOnly("/token");
        assertThat(errors.toString()).doesNotContain("canary");
    }

    @Test
    void an_address_holds_no_credentials() {
        Problem.Fault error = only(check(SPLUNK, splunk().put("url", "https://me:hunter2@splunk:8088")));

        assertThat(error.code()).isEqualTo("credentials_in_address");
        assertThat(error.detail()).doesNotContain("hunter2");
    }

    @Test
    void the_first_delay_is_at_most_the_longest_also_where_one_is_the_default() {
        ObjectNode body = splunk();
        body.putObject("retry").put("base_ms", 60_000);

        assertThat(only(check(SPLUNK, body)).detail()).contains("60000", "30000");
    }

    @Test
    void of_very_many_errors_all_are_counted_and_the_first_are_listed() {
        ObjectNode body = splunk();
        for (int i = 0; i < 5_000; i++) {
            body.withArray("event_types").add("wrong." + i);
        }

        Faults faults = Validation.check(SPLUNK, body, body);

        assertThat(faults.count()).isEqualTo(5_000);
        assertThat(faults.listed()).hasSize(100);
        assertThat(Problems.invalid(faults).problem().detail()).contains("5000 things", "the first 100");
    }

    @ParameterizedTest
    @CsvSource({"url,/url", "token,/token", "index,/index", "nested,/nested/0/nested"})
    void megabytes_are_a_fault_and_no_more(String field, String pointer) {
        String megabytes = "https://" + "a.".repeat(2_000_000);
        ObjectNode body = splunk();
        if (field.equals("nested")) {
            body.putArray("nested").addObject().put("nested", megabytes);
        } else {
            body.put(field, megabytes);
        }
        assertThat(only(check(SPLUNK, body)))
                .extracting(Problem.Fault::pointer, Problem.Fault::code)
                .containsExactly(pointer, "too_long");
    }

    @Test
    void a_name_of_megabytes_is_a_fault_that_does_not_quote_it() {
        Problem.Fault error = only(check(SPLUNK, splunk().put("n".repeat(3_000_000), "value")));

        assertThat(error.code()).isEqualTo("too_long");
        assertThat(error.toString()).hasSizeLessThan(200);
    }

    @Test
    void a_text_that_uses_up_the_stack_of_its_pattern_is_a_fault_and_no_more() {
        for (IntegrationType type : Fixtures.types().all()) {
            for (Parameter parameter : type.parameters()) {
                for (String part : List.of("a", "a.", "a,", "a: b, ", "/a", " ", "host:1,", "local0,", "\u00e4")) {
                    ObjectNode body = Fixtures.json("{}").put("type", type.name());
                    body.put(
                            parameter.field(),
                            part.repeat(LongTexts.most(type, "/" + parameter.field()) / part.length()));
                    assertThat(check(type, body))
                            .as(type.name() + " " + parameter.field())
                            .allMatch(fault -> fault.toString().length() < 2_000);
                }
            }
        }
    }

    private static ObjectNode splunk() {
        return Fixtures.json("{\"type\":\"splunk_hec\",\"url\":\"https://splunk:8088\",\"token\":\"t-1\"}");
    }

    private static List<Problem.Fault> check(IntegrationType type, ObjectNode body) {
        return Validation.check(type, body, body).listed();
    }

    private static Problem.Fault only(List<Problem.Fault> errors) {
        assertThat(errors).hasSize(1);
        return errors.get(0);
    }
}
