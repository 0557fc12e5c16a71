package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.destination.http.Receiver;
import routes.event.Samples;

/** examples/fan-out as it is shipped, started as its README says, between a real producer and real destinations. */
class FanOutExampleIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HIGH = event("policy-deny");
    private static final String LOW = event("policy-allow");

    @TempDir
    private Path work;

    private final int port = Ports.free();
    private final Collector splunk = Collector.start();
    private final SyslogReceiver syslog = SyslogReceiver.tcp();
    private final Receiver webhook = Receiver.plain();
    private final HttpClient producer = HttpClient.newHttpClient();
    private Process example;

    @BeforeEach
    void start() throws IOException {
        Path folder = Path.of("examples/fan-out").toAbsolutePath();
        Path target = Path.of("target").toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        target.resolve("siem-router.jar") + ":" + target.resolve("lib") + "/*",
                        "org.apache.camel.main.Main",
                        "-pl",
                        "file:application.properties")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("example.log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SIEM_") || name.startsWith("CAMEL_"));
        builder.environment().putAll(environment());
        example = builder.start();
        Await.until("the example takes events", this::isReady, this::log);
    }

    private Map<String, String> environment() {
        return Map.of(
                "CAMEL_MAIN_ROUTES_INCLUDE_PATTERN",
                "file:fan-out.camel.yaml",
                "FAN_OUT_PORT",
                Integer.toString(port),
                "SPLUNK_URL",
                splunk.url(),
                "SPLUNK_TOKEN",
                Collector.TOKEN,
                "SPLUNK_REDELIVERY_DELAY",
                "10",
                "SYSLOG_URL",
                "syslog://127.0.0.1:" + syslog.port(),
                "SYSLOG_REDELIVERY_DELAY",
                "10",
                "WEBHOOK_URL",
                webhook.url(),
                "WEBHOOK_REDELIVERY_DELAY",
                "10",
                "DEAD_LETTERS",
                work.resolve("dead").toString());
    }

    @AfterEach
    void stop() {
        example.destroyForcibly();
        splunk.close();
        syslog.close();
        webhook.close();
    }

    @Test
    void every_destination_gets_the_events_stripped_and_the_webhook_the_important_ones() throws IOException {
        String raw = Samples.json("dlp-match")
                .put("id", "00000000-0000-4000-8000-000000000001")
                .put("matched_text", "canary")
                .toString();

        assertThat(post("[" + HIGH + "," + LOW + "," + raw + "]").statusCode()).isEqualTo(204);

        assertThat(splunk.ids()).containsExactly("policy-deny", "policy-allow", "00000000-0000-4000-8000-000000000001");
        awaitSyslog(3);
        assertThat(syslog.messages()).allSatisfy(line -> assertThat(line).contains("CEF:0|"));
        assertThat(webhook.requests()).hasSize(1);
        JsonNode important = JSON.readTree(webhook.requests().get(0).body());
        assertThat(important).hasSize(2);
        assertThat(splunk.requests() + "" + syslog.messages() + important + log())
                .doesNotContain("canary");
    }

    @Test
    void a_request_without_anything_important_is_no_request_to_the_webhook() throws IOException {
        HttpResponse<String> answer = post(LOW);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(splunk.ids()).containsExactly("policy-allow");
        assertThat(webhook.requests()).isEmpty();
    }

    @Test
    void a_destination_that_is_down_has_its_events_in_its_dead_letter_channel_and_the_others_get_theirs()
            throws IOException {
        splunk.goDown();

        assertThat(post("[" + HIGH + "," + LOW.replace("policy.allow", "policy.alert") + "]")
                        .statusCode())
                .isEqualTo(204);
        assertThat(post(HIGH).statusCode()).isEqualTo(204);

        awaitSyslog(3);
        assertThat(webhook.requests()).hasSize(2);
        List<List<String>> dead = new ArrayList<>();
        for (String line : Files.readAllLines(work.resolve("dead/splunk.jsonl"))) {
            dead.add(JSON.readTree(line).findValuesAsText("id"));
        }
        assertThat(dead).containsExactly(List.of("policy-deny", "policy-allow"), List.of("policy-deny"));
        assertThat(work.resolve("dead/webhook.jsonl")).doesNotExist();
        assertThat(work.resolve("dead/syslog.jsonl")).doesNotExist();
    }

    @Test
    void each_destination_is_asked_again_as_its_own_policy_says() throws IOException {
        splunk.answerNext(Reply.of(503, "busy"), Reply.of(503, "busy"));
        for (int attempt = 0; attempt < 9; attempt++) {
            webhook.answerNext(503);
        }

        assertThat(post(HIGH).statusCode()).isEqualTo(204);

        assertThat(splunk.requests()).hasSize(3);
        assertThat(splunk.ids()).containsExactly("policy-deny");
        assertThat(webhook.requests()).hasSize(3);
        assertThat(Files.readString(work.resolve("dead/webhook.jsonl"))).isEqualTo("[" + HIGH + "]\n");
    }

    @Test
    void what_is_no_event_is_the_producers_and_reaches_nobody() {
        HttpResponse<String> answer = post("[" + HIGH + ",{\"event_type\":\"policy.deny\",\"x\":\"canary\"}]");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .startsWith("batch: event 1 is not an event, missing_field")
                .doesNotContain("canary");
        assertThat(splunk.requests()).isEmpty();
        assertThat(webhook.requests()).isEmpty();
        assertThat(log()).doesNotContain("canary");
    }

    @Test
    void what_neither_a_destination_nor_its_dead_letter_channel_took_is_no_success() throws IOException {
        Files.writeString(work.resolve("dead"), "a file where the folder should be");
        webhook.answerNext(410);
        webhook.answerNext(410);
        webhook.answerNext(410);

        assertThat(post(HIGH).statusCode()).isEqualTo(500);
        assertThat(splunk.ids()).containsExactly("policy-deny");
    }

    private void awaitSyslog(int lines) {
        Await.until("syslog has " + lines + " lines", () -> syslog.messages().size() == lines, this::log);
    }

    private HttpResponse<String> post(String json) {
        try {
            return send(HttpRequest.newBuilder().POST(BodyPublishers.ofString(json)));
        } catch (IOException unanswered) {
            throw new UncheckedIOException(unanswered);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return producer.send(
                    request.uri(URI.create("http://127.0.0.1:" + port + "/api/v1/events"))
                            .header("Content-Type", "application/json")
                            .build(),
                    BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for an answer", e);
        }
    }

    private static String event(String sample) {
        return Samples.json(sample).put("id", sample).toString();
    }

    /** The server listens before the route is there to answer; then it says that it takes other methods. */
    private boolean isReady() {
        if (!example.isAlive()) {
            throw new AssertionError("the example ended\n" + log());
        }
        try {
            return send(HttpRequest.newBuilder().GET()).statusCode() == 405;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(work.resolve("example.log"));
        } catch (IOException none) {
            return "(no log)";
        }
    }
}
