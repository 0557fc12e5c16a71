package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.destination.http.Receiver;

/** People are told by a webhook of an integration that fails and of its recovery, and of nothing else. */
class NotifyIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "canary-T01-B02-hook";
    private static final int ORDERLY = 0;

    @TempDir
    private Path work;

    @Test
    void slack_is_told_once_of_a_failure_over_a_restart_and_of_the_recovery() throws IOException {
        try (Receiver slack = Receiver.plain();
                Collector collector = Collector.start()) {
            Map<String, String> settings =
                    Map.of("SIEM_NOTIFY", slack.url() + "/services/" + SECRET, "SIEM_NOTIFY_FORMAT", "slack");
            collector.usually(ids -> Reply.of(503, "{\"text\":\"canary-reply\"}"));
            try (RouterProcess router = RouterProcess.start(work, settings)) {
                String id = router.api().createIntegration(collector.integration("\"name\":\"SOC <!channel>\""));
                router.api().accept(Traffic.events("kept", 0, 3));
                Await.until("Slack is told of the failure", () -> texts(slack).size() == 1, router::log);
                assertThat(texts(slack).get(0))
                        .startsWith("Integration SOC &lt;!channel&gt; (splunk_hec) fails: http_503.")
                        .contains("3 events waiting.")
                        .doesNotContain("canary-");
                assertThat(router.api().send("GET", "/metrics", new byte[0]).body())
                        .contains("siem_notifications_total{outcome=\"sent\"} 1.0");

                router.restart();
                Await.until(
                        "it fails again",
                        () -> router.logLines(line -> line.contains("SIEM shipping failed"))
                                        .size()
                                >= 2,
                        router::log);
                collector.usually(ids -> Reply.SUCCESS);
                router.api().lifecycle(id, "retry-now");
                Await.until("Slack is told of the recovery", () -> texts(slack).size() > 1, router::log);
                assertThat(texts(slack)).hasSize(2);
                assertThat(texts(slack).get(1))
                        .startsWith("Integration SOC &lt;!channel&gt; (splunk_hec) delivers again. Failing since ");
                assertThat(slack.requests()).allMatch(request -> request.path().endsWith("/services/" + SECRET));
                assertThat(router.log()).doesNotContain(SECRET);
                assertThat(Trail.own(router.data()).toString()).doesNotContain("canary-");
            }
        }
    }

    @Test
    void a_webhook_that_never_answers_holds_up_no_delivery_and_is_told_of_in_the_log_alone() {
        try (Collector people = Collector.start();
                Collector fails = Collector.down();
                Collector works = Collector.start()) {
            people.stall();
            Map<String, String> settings = Map.of("SIEM_NOTIFY", people.url() + "/" + SECRET);
            try (RouterProcess router = RouterProcess.start(work, settings)) {
                router.api().createIntegration(fails.integration());
                router.api().createIntegration(works.integration());
                router.api().accept(Traffic.events("kept", 0, 3));
                Await.until("the other one has its events", () -> works.ids().size() == 3, router::log);
                Await.until(
                        "the log has it",
                        () -> !router.logLines(line -> line.contains("People could not be told"))
                                .isEmpty(),
                        router::log);
                assertThat(router.log()).doesNotContain(SECRET);
                assertThat(router.stop()).isEqualTo(ORDERLY);
            }
        }
    }

    @Test
    void a_setting_that_cannot_be_used_ends_the_start_with_a_sentence_that_names_it() {
        Map<Map<String, String>, String> wrong = Map.of(
                Map.of("SIEM_NOTIFY", SECRET), "SIEM_NOTIFY: expected",
                Map.of("SIEM_NOTIFY_FORMAT", "sms"), "SIEM_NOTIFY_FORMAT = sms: expected one of json, slack",
                Map.of("SIEM_NOTIFY_FORMAT", "pagerduty"), "SIEM_NOTIFY_ROUTING_KEY");
        wrong.forEach((settings, sentence) -> {
            try (RouterProcess refused = RouterProcess.launch(work, settings)) {
                assertThat(refused.awaitExit()).as(refused.log()).isEqualTo(1);
                assertThat(refused.log()).contains(sentence).doesNotContain(SECRET);
            }
        });
    }

    private static List<String> texts(Receiver slack) {
        List<String> texts = new ArrayList<>();
        for (Receiver.Request request : slack.requests()) {
            try {
                JsonNode body = JSON.readTree(request.body());
                texts.add(body.path("text").asText());
            } catch (IOException broken) {
                throw new AssertionError("a body that is no JSON", broken);
            }
        }
        return texts;
    }
}
