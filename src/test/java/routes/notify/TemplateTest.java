package routes.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.deliver.health.Health;
import routes.verdict.Reason;

class TemplateTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "\"},{\"x\":\"\\ ${routing_key} {{env:HOME}} <!channel> & \u2028\n$1";

    @Test
    void each_format_is_json_whatever_an_integration_is_called() throws IOException {
        for (String format : List.of("json", "slack", "teams", "pagerduty")) {
            for (Occasion occasion : Occasion.values()) {
                JSON.readTree(Template.of(format, "key-of-a-service").fill(notice(occasion)));
            }
        }
        assertThat(filled("json").path("name").asText()).isEqualTo(NAME);
        assertThat(filled("json").path("pending").asLong()).isEqualTo(7);
    }

    @Test
    void a_name_calls_nobody_in_slack_and_is_no_markup_in_teams() throws IOException {
        assertThat(filled("slack").path("text").asText())
                .contains("&lt;!channel&gt; &amp;")
                .doesNotContain("<");
        JsonNode card = filled("teams").path("attachments").path(0);
        assertThat(card.path("contentType").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(card.path("content").path("body"))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(block.path("type").asText()).isEqualTo("RichTextBlock"));
    }

    @Test
    void pagerduty_s_incident_is_opened_and_resolved_under_one_key_within_its_limits() throws IOException {
        JsonNode opened =
                JSON.readTree(Template.of("pagerduty", "key-of-a-service").fill(notice(Occasion.FAILING)));
        JsonNode resolved =
                JSON.readTree(Template.of("pagerduty", "key-of-a-service").fill(notice(Occasion.RECOVERED)));

        assertThat(opened.path("routing_key").asText()).isEqualTo("key-of-a-service");
        assertThat(opened.path("event_action").asText()).isEqualTo("trigger");
        assertThat(resolved.path("event_action").asText()).isEqualTo("resolve");
        assertThat(resolved.path("dedup_key")).isEqualTo(opened.path("dedup_key"));
        assertThat(opened.path("payload").path("summary").asText()).contains("http_503");
        assertThat(opened.path("payload").path("severity").asText()).isEqualTo("error");
    }

    @Test
    void a_template_of_one_s_own_is_filled_and_never_evaluated(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("own.json"), "{\"message\":\"${name}\",\"n\":${pending},\"c\":\"$5 {{x}}\"}");

        JsonNode body = JSON.readTree(Template.of("json", "secret").with(file).fill(notice(Occasion.FAILING)));

        assertThat(body.path("message").asText()).isEqualTo(NAME);
        assertThat(body.path("c").asText()).isEqualTo("$5 {{x}}");
    }

    @Test
    void a_template_that_cannot_work_is_refused_with_what_is_expected_and_without_its_text(@TempDir Path folder)
            throws IOException {
        Map<String, String> wrong = Map.of(
                "{\"canary\":\"${nmae}\"}",
                "${nmae}",
                "{\"canary\":${name}}",
                "no JSON",
                "",
                "no JSON",
                "{} {\"canary\":1}",
                "no JSON",
                "\"" + "x".repeat(70_000) + "\"",
                "larger");
        for (Map.Entry<String, String> one : wrong.entrySet()) {
            Path file = Files.writeString(folder.resolve("own.json"), one.getKey());
            assertThatThrownBy(() -> Template.of("json", "").with(file))
                    .as(one.getKey())
                    .hasMessageContaining(one.getValue())
                    .hasMessageContaining("siem.notify.template = " + file)
                    .hasMessageNotContaining("canary");
        }
        assertThatThrownBy(() -> Template.of("json", "").with(folder.resolve("absent")))
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> Template.of("sms", "")).hasMessageContaining("json, slack, teams, pagerduty");
        assertThatThrownBy(() -> Template.of("pagerduty", "")).hasMessageContaining("siem.notify.routing-key");
    }

    private static JsonNode filled(String format) throws IOException {
        return JSON.readTree(Template.of(format, "").fill(notice(Occasion.FAILING)));
    }

    private static Notice notice(Occasion occasion) {
        Optional<Reason> reason = Optional.of(new Reason("http_503", "The destination answered 503.", "Wait."));
        Subject subject = new Subject("soc", NAME, "webhook", false, Health.FAILING, reason, Instant.EPOCH, 7);
        return new Notice(occasion, "siem-router/r/soc", "r", subject, reason, Instant.EPOCH, Instant.EPOCH);
    }
}
