package routes.accept;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The events and the tables of values that the two guides print, as they print them. */
class DocumentedEventsTest {

    /** As printed, but for the ids, of which the guide prints the beginnings. */
    private static final String DLP =
            """
            {"id":"e1c4a7d2-6b3f-4e58-9a10-5d7c2b8f4e12","tenant_id":"7c0e6f5e-3f6b-4c57-9d2e-6d5a1f0b9a11",\
            "agent_id":"a1d4c9b2-58a7-4a3e-8f0c-2f6f0a7d3e01","policy_id":"4b1c2d3e-7f80-4912-a3b4-c5d6e7f80912",\
            "event_type":"dlp.match","direction":"outbound","action_taken":"blocked","detection_reason":"pattern_match",\
            "pattern_id":"f1c2b3a4-0d9e-4f87-b6a5-1c2d3e4f5a6b","pattern_name":"SSN (US)","position":247,"length":11,\
            "redaction_count":null,"tool_pattern_matched":"drive:create","destination_domain":"files.example.com",\
            "sensitivity_tags":["pii"],"payload_size_bytes":4096,"occurred_at":"2026-05-26T10:14:00Z"}""";

    private static final String AUDIT =
            """
            {"ts":"2025-10-08T22:45:00Z","action":"classify","caller":"incident-mgr","region":"us","env":"prod",\
            "conversation_id":"INC-12345","categories":[{"type":"pii","confidence":0.85},{"type":"ops_sensitive","confidence":0.7}],\
            "decision":{"action":"redact","target":"external:openai:gpt-4","policy_version":2,"requires_redaction":true,\
            "allowed_categories":["pii","ops_sensitive"]},"suggested_action":"redact","redaction_count":3,"payload_size_bytes":2048}""";

    private final Accepting accepting = new Accepting();

    @Test
    void the_printed_dlp_event_passes_byte_for_byte() {
        assertThat(accepted(DLP)).isEqualTo(DLP);
    }

    @Test
    void the_printed_audit_record_passes_with_an_id_after_its_fields() {
        assertThat(accepted(AUDIT)).startsWith(AUDIT.substring(0, AUDIT.length() - 1) + ",\"id\":\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classify", "redact", "detokenize", "route"})
    void each_printed_action_is_taken(String action) {
        assertThat(accepted(AUDIT.replace("classify", action))).contains("\"action\":\"" + action + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "policy.deny",
                "policy.alert",
                "policy.hold",
                "policy.allow",
                "drift.warning",
                "drift.critical",
                "agent.connected",
                "agent.disconnected",
                "hold.approved",
                "hold.denied",
                "hold.expired",
                "dlp.match"
            })
    void each_printed_event_type_is_taken(String type) {
        String event = type.equals("dlp.match") ? DLP : Accepting.governance("").replace("policy.deny", type);
        assertThat(event).contains("\"" + type + "\"");
        assertThat(accepted(event)).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocked", "redacted", "flagged", "alerted", "logged"})
    void each_printed_action_taken_passes(String value) {
        String event = DLP.replace("\"blocked\"", "\"" + value + "\"");
        assertThat(accepted(event)).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pattern_match", "sensitive_exfil", "volume_anomaly", "accumulation", "unauthorized_destination"
            })
    void each_printed_detection_reason_passes(String value) {
        String event = DLP.replace("\"pattern_match\"", "\"" + value + "\"");
        assertThat(accepted(event)).isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "tenant_id,7",
                "policy_id,\"t1\"",
                "direction,\"sideways\"",
                "action_taken,\"block\"",
                "detection_reason,\"guess\"",
                "pattern_id,\"f1c2\"",
                "pattern_name,{}",
                "position,\"247\"",
                "length,-11",
                "redaction_count,1.5",
                "tool_pattern_matched,[]",
                "destination_domain,\"a b\"",
                "sensitivity_tags,\"pii\"",
                "payload_size_bytes,\"4096\""
            })
    void a_printed_field_of_another_type_is_removed_and_the_event_goes_on(String field, String value) {
        String other = DLP.replaceFirst("\"" + field + "\":(\\[.*?]|[^,]+)", "\"" + field + "\":" + value);
        assertThat(other).isNotEqualTo(DLP);

        Acceptance acceptance = accepting.accept(other);

        assertThat(acceptance.removedFields()).isOne();
        assertThat(Accepting.tree(Accepting.lines(acceptance).get(0)).has(field))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "agent_id", "occurred_at"})
    void without_a_field_that_is_never_null_the_event_is_rejected(String field) {
        Acceptance acceptance = accepting.accept(DLP.replaceFirst("\"" + field + "\":\"[^\"]+\"", "\"x\":1"));

        assertThat(acceptance.accepted()).isZero();
        assertThat(acceptance.rejections()).singleElement().satisfies(rejection -> assertThat(rejection.pointer())
                .isEqualTo("/" + field));
    }

    /** Its line, which has lost nothing. */
    private String accepted(String event) {
        Acceptance acceptance = accepting.accept(event);
        assertThat(acceptance.rejections()).isEmpty();
        assertThat(acceptance.removedFields()).isZero();
        return Accepting.lines(acceptance).get(0);
    }
}
