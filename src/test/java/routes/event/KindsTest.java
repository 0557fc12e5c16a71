package routes.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import routes.accept.Acceptance;
import routes.accept.Accepting;

class KindsTest {

    @Test
    void governance_events_are_told_by_their_type() {
        assertThat(kind("{\"id\":\"1\",\"event_type\":\"policy.deny\"}"))
                .isEqualTo(Kind.of(EventType.of("policy.deny"), Severity.HIGH));
    }

    @Test
    void a_dlp_match_is_as_severe_as_the_action_that_was_taken() {
        assertThat(kind("{\"event_type\":\"dlp.match\",\"action_taken\":\"blocked\"}"))
                .isEqualTo(Kind.of(EventType.of("dlp.match"), Severity.HIGH));
        assertThat(kind("{\"event_type\":\"dlp.match\",\"action_taken\":\"logged\"}"))
                .isEqualTo(Kind.of(EventType.of("dlp.match"), Severity.LOW));
        assertThat(kind("{\"event_type\":\"dlp.match\"}"))
                .isEqualTo(Kind.of(EventType.of("dlp.match"), Severity.MEDIUM));
    }

    @Test
    void an_audit_record_is_as_severe_as_its_decision_and_else_its_suggestion() {
        assertThat(kind("{\"action\":\"route\",\"suggested_action\":\"redact\",\"decision\":{\"action\":\"block\"}}"))
                .isEqualTo(Kind.of(EventType.of("audit.route"), Severity.HIGH));
        assertThat(kind("{\"action\":\"classify\",\"suggested_action\":\"redact\",\"decision\":null}"))
                .isEqualTo(Kind.of(EventType.of("audit.classify"), Severity.MEDIUM));
        assertThat(kind("{\"action\":\"redact\"}")).isEqualTo(Kind.of(EventType.of("audit.redact"), Severity.LOW));
    }

    @Test
    void a_decision_that_came_escaped_is_read_from_the_journal_as_it_was_accepted() {
        for (String member :
                List.of(",\"decision\":{\"action\":\"bl\\u006fck\"}", ",\"suggested_action\":\"\\u0072edact\"")) {
            Acceptance accepted = new Accepting().accept(Accepting.audit(member));

            assertThat(kind(Accepting.lines(accepted).get(0)))
                    .as(member)
                    .isEqualTo(accepted.lines().kinds()[0]);
        }
    }

    @Test
    void a_detokenization_is_never_below_medium() {
        assertThat(kind("{\"action\":\"detokenize\",\"suggested_action\":\"allow\"}"))
                .isEqualTo(Kind.of(EventType.of("audit.detokenize"), Severity.MEDIUM));
    }

    @Test
    void what_is_no_event_has_no_kind() {
        assertThat(kind("{}")).isEqualTo(Kinds.NONE);
        assertThat(kind("{\"event_type\":\"policy.unheard\"}")).isEqualTo(Kinds.NONE);
        assertThat(kind("{\"event_type\":7}")).isEqualTo(Kinds.NONE);
        assertThat(kind("{\"event_type")).isEqualTo(Kinds.NONE);
        assertThat(kind("{\"event_type\":")).isEqualTo(Kinds.NONE);
    }

    private static int kind(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return Kinds.of(bytes, 0, bytes.length);
    }
}
