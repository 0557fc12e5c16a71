package routes.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import org.junit.jupiter.api.Test;

/** What is counted of accepted audit records. */
class AuditCountersTest {

    private final Accepting stage = new Accepting();

    @Test
    void a_record_is_counted_by_what_was_decided_else_by_what_was_suggested() {
        stage.accept(Accepting.audit(",\"decision\":{\"action\":\"block\"},\"suggested_action\":\"redact\""));
        stage.accept(Accepting.audit(",\"suggested_action\":\"redact\""));
        stage.accept(Accepting.audit(""));

        assertThat(decided("classify", "block")).isEqualTo(1);
        assertThat(decided("classify", "redact")).isEqualTo(1);
        assertThat(decided("classify", "none")).isEqualTo(1);
        assertThat(decided("detokenize", "block")).isZero();
    }

    @Test
    void a_record_counts_once_in_each_of_its_categories() {
        stage.accept(Accepting.audit(
                ",\"categories\":[{\"type\":\"secret\"},{\"type\":\"secret\"},{\"type\":\"pii\",\"confidence\":0.5}]"));
        stage.accept(Accepting.audit(",\"categories\":[]"));

        assertThat(categorized("secret", "none")).isEqualTo(1);
        assertThat(categorized("pii", "none")).isEqualTo(1);
        assertThat(categorized("none", "none")).isEqualTo(1);
    }

    @Test
    void where_it_went_is_external_by_the_target_unless_it_was_blocked() {
        stage.accept(exported("redact", "external:openai:gpt-4"));
        stage.accept(exported("redact", "e\\u0078ternal:openai:gpt-4"));
        stage.accept(exported("internal_only", "internal:llama"));
        stage.accept(exported("block", "external:openai:gpt-4"));

        assertThat(categorized("export_control", "external")).isEqualTo(2);
        assertThat(categorized("export_control", "elsewhere")).isEqualTo(1);
        assertThat(categorized("export_control", "blocked")).isEqualTo(1);
    }

    @Test
    void words_of_a_record_add_no_series() {
        int before = stage.registry.getMeters().size();

        stage.accept(
                Accepting.audit(
                        ",\"categories\":[{\"type\":\"of-their-own\"}],\"decision\":{\"action\":\"theirs\",\"target\":\"theirs\"}"));

        assertThat(stage.registry.getMeters()).hasSize(before);
        assertThat(categorized("other", "elsewhere")).isEqualTo(1);
        assertThat(decided("classify", "other")).isEqualTo(1);
    }

    @Test
    void other_families_and_rejected_records_are_not_counted() {
        stage.accept(Accepting.governance(""));
        stage.accept("{\"action\":\"classify\"}");

        assertThat(stage.registry.getMeters().stream()
                        .filter(meter -> meter.getId().getName().startsWith("siem.audit"))
                        .mapToDouble(AuditCountersTest::value)
                        .sum())
                .isZero();
    }

    private static double value(Meter meter) {
        return meter.measure().iterator().next().getValue();
    }

    private static String exported(String action, String target) {
        return Accepting.audit(",\"categories\":[{\"type\":\"export_control\"}],\"decision\":{\"action\":\"" + action
                + "\",\"target\":\"" + target + "\"}");
    }

    private double decided(String action, String decision) {
        return stage.registry
                .get("siem.audit.events")
                .tags("action", action, "decision", decision)
                .counter()
                .count();
    }

    private double categorized(String category, String routed) {
        return stage.registry
                .get("siem.audit.categories")
                .tags("action", "classify", "category", category, "routed", routed)
                .counter()
                .count();
    }
}
