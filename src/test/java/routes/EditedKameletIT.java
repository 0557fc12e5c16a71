package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Kamelet in the folder of a running router is changed, broken, mended, renamed or deleted, and integrations deliver with it. */
class EditedKameletIT {

    private static final String KAMELET = read();

    private final Collector collector = Collector.start();
    private Path folder;
    private Path file;
    private RouterProcess router;
    private RouterApi api;
    private String id;

    @BeforeEach
    void start(@TempDir Path work) throws IOException {
        folder = Files.createDirectories(work.resolve("kamelets"));
        file = Files.writeString(folder.resolve("own-sink.kamelet.yaml"), KAMELET);
        router = RouterProcess.start(work, Map.of("SIEM_KAMELETS_DIR", folder.toString()));
        api = router.api();
        id = api.createIntegration("{\"type\":\"own\",\"url\":\"" + collector.url()
                + "/hook\",\"batch\":{\"max_events\":1},\"retry\":{\"max_retries\":1,\"base_ms\":50,\"max_ms\":100}}");
        deliver("first");
        assertThat(versionOf("first")).isEqualTo("v1");
    }

    @AfterEach
    void stop() {
        router.close();
        collector.close();
    }

    @Test
    void the_new_one_delivers_once_its_file_was_changed_and_every_event_arrives_once() throws IOException {
        long[] sent = {0};
        write(KAMELET.replace("v1", "v2"));

        Await.until("an event came by the new one", () -> {
            deliver("steady-" + sent[0]++);
            return versionOf("steady-" + (sent[0] - 1)).equals("v2");
        });

        assertThat(collector.ids()).hasSize((int) sent[0] + 1).doesNotHaveDuplicates();
        assertThat(api.integration(id).path("reason").isNull()).isTrue();
        assertThat(api.integration(id).path("health").asText()).isEqualTo("healthy");
    }

    @Test
    void a_request_in_flight_ends_first_and_is_not_sent_again() throws IOException {
        collector.stall();
        api.accept(Traffic.event("slow"));
        Await.until("it is in flight", () -> collector.requests().size() == 2);
        write(KAMELET.replace("v1", "v2"));
        Await.until("the change was seen", () -> router.log().contains("made anew once its requests have ended"));

        collector.release();
        usesVersion("v2");

        assertThat(versionOf("slow")).isEqualTo("v1");
        assertThat(collector.ids()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // what is replaced, what with, and a word of the why
                "apiVersion|}{|own-sink.kamelet.yaml",
                "- marshal:|- marshall:|marshall",
                "routes.destination.webhook.WebhookDataFormat|routes.destination.webhook.NoSuchDataFormat|NoSuchDataFormat",
                "responseTimeout|responseTimeout|",
                "routeId: \"{{routeId}}\"|routeId: \"{{routeId}}\", wingspan: \"7\"|wingspan",
                "required: [url]|required: [url, tenant]|tenant",
                "uri: kamelet:source|uri: nosuchscheme:source|nosuchscheme"
            })
    void a_broken_one_leaves_the_old_one_at_work_and_the_status_says_why_until_it_is_mended(String change)
            throws IOException {
        String[] parts = change.split("\\|", -1);
        String broken = parts[0].equals("required: [url]")
                ? KAMELET.replace(parts[0], parts[1])
                        .replace(
                                "type: string }",
                                "type: string }\n      tenant: { title: T, description: T., type: string }")
                        .replace("secret: \"v1\"", "secret: \"{{tenant}}\"")
                : KAMELET.replace(parts[0], parts[1]);
        if (broken.equals(KAMELET)) {
            broken = KAMELET.substring(0, KAMELET.length() / 2);
        }
        write(broken);

        JsonNode seen = api.awaitIntegration(id, "says that it is broken", shown -> shown.path("reason")
                .asText()
                .equals("kamelet_broken"));

        assertThat(seen.path("detail").asText()).contains(parts[2]).contains("The one from before goes on.");
        assertThat(seen.path("health").asText()).isEqualTo("healthy");
        deliver("meanwhile");
        assertThat(versionOf("meanwhile")).isEqualTo("v1");

        write(KAMELET.replace("v1", "v3"));
        usesVersion("v3");
        assertThat(api.integration(id).path("reason").isNull()).isTrue();
    }

    @Test
    void a_kamelet_that_a_step_calls_is_followed_too_and_a_broken_one_leaves_the_old_one_at_work() throws IOException {
        Path action = Files.writeString(folder.resolve("own-action.kamelet.yaml"), action("one"));
        write(KAMELET.replace("v1", "v2").replace("- marshal:", "- to: kamelet:own-action\n        - marshal:"));
        usesVersion("v2");
        assertThat(router.log()).contains("the action says one");

        Files.writeString(action, action("two"));
        Await.until("the new action is called", () -> {
            deliver("two-" + collector.requests().size());
            return router.log().contains("the action says two");
        });

        Files.writeString(action, action("three").replace("log:", "lock:"));
        JsonNode seen = api.awaitIntegration(id, "says that it is broken", shown -> shown.path("reason")
                .asText()
                .equals("kamelet_broken"));
        assertThat(seen.path("detail").asText()).contains("own-action", "lock");
        deliver("still");

        Files.writeString(action, action("four"));
        Await.until("the mended action is called", () -> {
            deliver("four-" + collector.requests().size());
            return router.log().contains("the action says four");
        });
        assertThat(collector.ids()).doesNotHaveDuplicates();
    }

    private static String action(String says) {
        return """
                # Says something. In: anything. Out: the same.
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata:
                  name: own-action
                  labels: { camel.apache.org/kamelet.type: action }
                spec:
                  definition: { title: Action, type: object }
                  template:
                    from:
                      uri: kamelet:source
                      steps:
                        - log: { loggingLevel: INFO, message: "the action says %s" }
                """
                .formatted(says);
    }

    @Test
    void settings_changed_while_a_broken_one_lies_there_are_used_with_the_old_one() throws IOException {
        write(KAMELET.replace("WebhookDataFormat", "NoSuchDataFormat"));
        api.awaitIntegration(id, "says that it is broken", shown -> shown.path("reason")
                .asText()
                .equals("kamelet_broken"));

        api.patch(id, "{\"name\":\"renamed\"}");
        api.lifecycle(id, "pause");
        api.lifecycle(id, "resume");
        deliver("patched");

        assertThat(versionOf("patched")).isEqualTo("v1");
        assertThat(api.integration(id).path("reason").asText()).isEqualTo("kamelet_broken");
        write(KAMELET);
        api.awaitIntegration(id, "is well", shown -> shown.path("reason").isNull());
    }

    @Test
    void a_deleted_one_stops_its_integrations_and_they_go_on_by_themselves_when_it_is_back() throws IOException {
        Files.delete(file);
        JsonNode seen = api.awaitIntegration(
                id, "misses its type", shown -> shown.path("reason").asText().equals("type_missing"));
        assertThat(seen.path("health").asText()).isEqualTo("action_required");
        api.accept(Traffic.event("waiting"));

        write(KAMELET.replace("v1", "v2"));

        collector.awaitIds(List.of("waiting"));
        assertThat(versionOf("waiting")).isEqualTo("v2");
        assertThat(collector.ids()).doesNotHaveDuplicates();
    }

    @Test
    void a_file_or_a_kamelet_that_is_renamed_goes_on() throws IOException {
        Path renamed = Files.move(file, folder.resolve("other-sink.kamelet.yaml"));
        deliver("renamed-file");
        assertThat(versionOf("renamed-file")).isEqualTo("v1");

        file = renamed;
        write(KAMELET.replace("own-sink", "other-sink").replace("v1", "v2"));
        usesVersion("v2");
        assertThat(collector.ids()).doesNotHaveDuplicates();
    }

    @Test
    void one_that_could_not_start_starts_when_its_file_is_mended() throws IOException {
        Files.writeString(
                folder.resolve("late-sink.kamelet.yaml"), late().replace("WebhookDataFormat", "NoSuchDataFormat"));
        String late = api.createIntegration("{\"type\":\"late\",\"url\":\"" + collector.url() + "/late\"}");
        assertThat(api.awaitHealth(late, "action_required").path("detail").asText())
                .contains("NoSuchDataFormat");

        Files.writeString(folder.resolve("late-sink.kamelet.yaml"), late());
        api.awaitIntegration(late, "has started", shown -> shown.path("reason").isNull());
        api.accept(Traffic.event("late"));

        api.awaitDelivered(late, 1);
    }

    @Test
    void one_of_the_jar_that_is_replaced_and_put_back_is_used_each_time() throws IOException {
        String webhook = api.createIntegration(collector.webhook().replace("}}", "},\"name\":\"hook\"}"));
        api.accept(Traffic.event("of-the-jar"));
        api.awaitDelivered(webhook, 1);
        Path replaced = folder.resolve("siem-webhook-sink.kamelet.yaml");
        Files.writeString(
                replaced,
                Files.readString(Path.of("kamelets/siem-webhook-sink.kamelet.yaml"))
                        .replace(
                                "compression: \"{{compression}}\"",
                                "compression: \"{{compression}}\"\n          contentType: \"application/x-own\""));
        Await.until("the replaced one delivers", () -> arrives("x-own", "application/x-own"));

        Files.delete(replaced);

        Await.until("the jar's delivers again", () -> arrives("jar", "application/json"));
        assertThat(api.integration(webhook).path("health").asText()).isEqualTo("healthy");
    }

    private boolean arrives(String name, String contentType) {
        String event = name + "-" + collector.requests().size();
        deliver(event);
        return collector.requests().stream()
                .filter(request -> request.contains("\"" + event + "\"") && !request.contains("X-version"))
                .anyMatch(request -> request.contains(contentType));
    }

    private static String read() {
        try {
            return Files.readString(Path.of("src/test/resources/kamelets-edited/own-sink.kamelet.yaml"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static String late() {
        return KAMELET.replace("own-sink", "late-sink").replace("integration-type: own", "integration-type: late");
    }

    private void write(String kamelet) throws IOException {
        Files.writeString(file, kamelet);
    }

    private void usesVersion(String version) {
        int[] sent = {0};
        Await.until("an event came by " + version, () -> {
            deliver(version + "-" + ++sent[0]);
            return versionOf(version + "-" + sent[0]).equals(version);
        });
    }

    private void deliver(String event) {
        api.accept(Traffic.event(event));
        collector.awaitIds(List.of(event));
    }

    /** The version that the request said which brought the event. */
    private String versionOf(String event) {
        String request = collector.requests().stream()
                .filter(one -> one.contains("\"" + event + "\""))
                .filter(one -> one.contains("X-version"))
                .findFirst()
                .orElseThrow();
        return request.replaceAll("(?s).*X-version=\\[(v\\d)].*", "$1");
    }
}
