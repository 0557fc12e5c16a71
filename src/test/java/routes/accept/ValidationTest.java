package routes.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.accept.Accepting.audit;
import static routes.accept.Accepting.dlp;
import static routes.accept.Accepting.governance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.accept.rule.Rejection;
import routes.accept.strip.FieldPolicy;
import routes.event.EventType;
import routes.event.Kind;
import routes.event.Kinds;
import routes.event.Severity;
import routes.event.json.Limits;

class ValidationTest {

    private final Accepting accepting = new Accepting();

    @Test
    void events_of_real_producers_lose_nothing() throws IOException {
        try (InputStream vectors = getClass().getResourceAsStream("/event/accepted.jsonl")) {
            String body = new String(vectors.readAllBytes(), StandardCharsets.UTF_8);

            Acceptance acceptance = accepting.accept(body.getBytes(StandardCharsets.UTF_8), true);

            assertThat(acceptance.rejections()).isEmpty();
            assertThat(acceptance.removedFields()).isZero();
            assertThat(Accepting.lines(acceptance).stream().map(Accepting::tree))
                    .containsExactlyElementsOf(body.lines().map(Accepting::tree).toList());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-05-26T10:14:00Z\"}|missing_field|/id",
                "{\"id\":\"1\",\"event_type\":\"policy.deny\"}|missing_field|/occurred_at",
                "{\"id\":\"\",\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-05-26T10:14:00Z\"}|malformed_field|/id",
                "{\"id\":null,\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-05-26T10:14:00Z\"}|malformed_field|/id",
                "{\"id\":\"1\",\"event_type\":\"policy.deny\",\"occurred_at\":\"yesterday\"}|malformed_field|/occurred_at",
                "{\"id\":\"1\",\"event_type\":\"dlp.match\",\"occurred_at\":\"2026-05-26T10:14:00Z\"}|malformed_field|/id",
                "{\"ts\":\"2026-05-26T10:14:00Z\"}|missing_field|/action",
                "{\"action\":\"classify\"}|missing_field|/ts",
                "{\"ts\":1,\"action\":\"classify\"}|malformed_field|/ts",
                "{\"ts\":\"2026-05-26T10:14:00Z\",\"action\":\"\"}|malformed_field|/action",
                "{\"ts\":\"2026-05-26T10:14:00Z\",\"action\":7}|malformed_field|/action",
                "{\"ts\":\"2026-05-26T10:14:00Z\",\"action\":\"route\",\"event_type\":\"audit.redact\"}|malformed_field|/event_type"
            })
    void an_event_without_a_required_field_is_rejected(String event, String code, String pointer) {
        Acceptance acceptance = accepting.accept(event);

        assertThat(acceptance.accepted()).isZero();
        assertThat(acceptance.rejections()).containsExactly(new Rejection(0, code, pointer));
        assertThat(accepting.count("siem.events.rejected", "code", code)).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"outcome\":\"maybe\"",
                "\"outcome\":7",
                "\"agent_id\":{}",
                "\"policy_name\":[\"x\"]",
                "\"drift_score\":\"0.5\"",
                "\"drift_score\":1e999",
                "\"drift_score\":true",
                "\"behavioral_hash_delta\":1e400",
                "\"behavioral_hash_delta\":[]"
            })
    void a_flaw_in_an_optional_field_of_governance_costs_the_field(String member) {
        Acceptance acceptance = accepting.accept(governance("," + member + ",\"reason\":\"kept\""));

        assertThat(Accepting.lines(acceptance)).containsExactly(governance(",\"reason\":\"kept\""));
        assertThat(acceptance.removedFields()).isOne();
        assertThat(accepting.count("siem.fields.removed", "reason", "invalid")).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tenant_id\":\"t1\"",
                "\"direction\":\"up\"",
                "\"action_taken\":\"BLOCKED\"",
                "\"position\":-1",
                "\"position\":1.0",
                "\"position\":1e3",
                "\"length\":9223372036854775808",
                "\"length\":\"11\"",
                "\"destination_domain\":\"my secret is 123\"",
                "\"destination_domain\":\"\"",
                "\"sensitivity_tags\":\"pii\"",
                "\"pattern_name\":5"
            })
    void a_flaw_in_an_optional_field_of_dlp_costs_the_field(String member) {
        Acceptance acceptance = accepting.accept(dlp("," + member));

        assertThat(Accepting.lines(acceptance)).containsExactly(dlp(""));
        assertThat(acceptance.removedFields()).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"position\":0",
                "\"length\":9223372036854775807",
                "\"redaction_count\":null",
                "\"pattern_id\":null",
                "\"destination_domain\":\"files.example.com\"",
                "\"destination_domain\":\"[2001:db8::1]:8443\"",
                "\"sensitivity_tags\":[]",
                "\"sensitivity_tags\":[\"pii\",\"custom\"]"
            })
    void what_the_dlp_schema_documents_passes_as_it_came(String member) {
        Acceptance acceptance = accepting.accept(dlp("," + member));

        assertThat(Accepting.lines(acceptance)).containsExactly(dlp("," + member));
        assertThat(acceptance.removedFields()).isZero();
    }

    @Test
    void only_the_six_tags_stay_in_an_array_of_tags() {
        Acceptance acceptance =
                accepting.accept(dlp(",\"sensitivity_tags\":[\"4111\",\"pii\",{\"value\":1},null,\"legal\"]"));

        assertThat(Accepting.lines(acceptance)).containsExactly(dlp(",\"sensitivity_tags\":[\"pii\",\"legal\"]"));
        assertThat(acceptance.removedFields()).isEqualTo(3);
    }

    @Test
    void the_record_inside_an_audit_record_is_checked_too() {
        String id = ",\"id\":\"a-1\"";
        Acceptance acceptance = accepting.accept(audit(id
                + ",\"categories\":[{\"type\":\"pii\",\"confidence\":\"high\"},7],\"decision\":{\"action\":\"redact\","
                + "\"policy_version\":\"two\",\"requires_redaction\":true,\"allowed_categories\":[\"pii\",1]}"));

        assertThat(Accepting.lines(acceptance))
                .containsExactly(audit(id
                        + ",\"categories\":[{\"type\":\"pii\"}],\"decision\":{\"action\":\"redact\","
                        + "\"requires_redaction\":true,\"allowed_categories\":[\"pii\"]}"));
        assertThat(acceptance.removedFields()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"id\":null", ",\"id\":\"\"", ",\"id\":7"})
    void an_audit_record_without_a_usable_id_gets_one_as_its_last_field(String id) {
        String line = Accepting.lines(accepting.accept(audit(id + ",\"caller\":\"c\"")))
                .get(0);

        assertThat(line)
                .startsWith(audit(",\"caller\":\"c\"").replace("}", ""))
                .matches(".*,\"id\":\"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"position\":1|MEDIUM",
                "\"action_taken\":\"blocked\"|HIGH",
                "\"action_taken\":\"logged\"|LOW",
                "\"action_taken\":\"redacted\"|MEDIUM",
                "\"action_taken\":\"block\"|MEDIUM"
            })
    void the_severity_of_dlp_is_what_was_done(String member, Severity severity) {
        assertThat(kindOf(dlp("," + member))).isEqualTo(Kind.of(EventType.of("dlp.match"), severity));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "classify|\"env\":\"p\"|LOW",
                "classify|\"suggested_action\":\"block\"|HIGH",
                "redact|\"suggested_action\":\"redact\"|MEDIUM",
                "route|\"suggested_action\":\"block\",\"decision\":{\"action\":\"redact\"}|MEDIUM",
                "route|\"suggested_action\":\"block\",\"decision\":{\"action\":null}|HIGH",
                "detokenize|\"env\":\"p\"|MEDIUM",
                "detokenize|\"decision\":{\"action\":\"block\"}|HIGH"
            })
    void the_severity_of_an_audit_record_is_what_was_decided(String action, String member, Severity severity) {
        String event = audit("," + member).replace("classify", action);

        EventType type = EventType.named("audit." + action).orElseThrow();
        assertThat(kindOf(event)).isEqualTo(Kind.of(type, severity));
    }

    @Test
    void an_audit_record_of_any_action_is_kept_and_read_from_the_journal_as_it_was_accepted() {
        for (String action : List.of("delete", "Route", "cl\\u0061ssify", "other", "bl\\u00f6ck", "a.b", " ")) {
            Acceptance acceptance =
                    accepting.accept(audit(",\"suggested_action\":\"redact\"").replace("classify", action));
            byte[] line = Accepting.lines(acceptance).get(0).getBytes(StandardCharsets.UTF_8);

            assertThat(Kinds.of(line, 0, line.length))
                    .as(action)
                    .isEqualTo(acceptance.lines().kinds()[0])
                    .isEqualTo(Kind.of(
                            EventType.of(action.startsWith("cl") ? "audit.classify" : "audit.other"), Severity.MEDIUM));
        }
    }

    @Test
    void a_documented_string_may_be_long_and_no_longer() {
        String member = ",\"agent_id\":\"%s\"";
        assertThat(accepting
                        .accept(governance(member.formatted("é".repeat(16_384))))
                        .removedFields())
                .isZero();
        assertThat(accepting
                        .accept(governance(member.formatted("\\u00e9".repeat(10_000))))
                        .removedFields())
                .isZero();
        assertThat(accepting
                        .accept(governance(member.formatted("x".repeat(16_385))))
                        .removedFields())
                .isOne();
    }

    @Test
    void an_event_over_a_limit_is_rejected_alone() {
        Accepting strict = new Accepting(new Limits(10, 1_000, 3, 50, 5, 300), FieldPolicy.of(Map.of()));
        String body = "[" + governance("") + "," + governance(",\"x\":[[1]]") + "," + governance(",\"x\":[[[1]]]") + ","
                + governance(",\"drift_score\":0.1234") + "," + governance(",\"reason\":\"" + "x".repeat(51) + "\"")
                + ","
                + governance(",\"a\":\"" + "x".repeat(50) + "\"".repeat(1) + ",\"b\":[" + "1,".repeat(150) + "1]")
                + "]";

        Acceptance acceptance = strict.accept(body);

        assertThat(acceptance.accepted()).isEqualTo(2);
        assertThat(acceptance.rejections())
                .containsExactly(
                        new Rejection(2, "too_deep", "/*/0/0"),
                        new Rejection(3, "number_too_long", "/drift_score"),
                        new Rejection(4, "string_too_long", "/reason"),
                        new Rejection(5, "event_too_large", ""));
    }

    private int kindOf(String event) {
        Acceptance acceptance = accepting.accept(event);
        assertThat(acceptance.rejections()).isEmpty();
        return acceptance.lines().kinds()[0];
    }
}
