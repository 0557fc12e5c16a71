package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do to the router is in its log, with who did it, and without a secret. */
class OnRecordIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "canary-secret-one";

    @TempDir
    private Path work;

    @Test
    void each_act_is_one_line_that_says_who_did_what_and_holds_no_secret() {
        TokensFile file = TokensFile.ofEachRole(work);
        Map<String, String> settings = Map.of("SIEM_TOKENS_FILE", file.path().toString(), "SIEM_API_TOKEN", "");
        try (RouterProcess router = RouterProcess.start(work, settings);
                Collector collector = Collector.start()) {
            String created = EveryAct.call(
                    router,
                    "admin",
                    "POST",
                    "",
                    "{\"type\":\"splunk_hec\",\"url\":\"" + collector.url() + "\",\"token\":\"" + SECRET + "\"}");
            String id = created.replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1");
            EveryAct.on(router, id);

            List<JsonNode> acts = acts(router);
            assertThat(acts)
                    .extracting(act ->
                            act.path("who").asText() + " " + act.path("act").asText())
                    .containsExactly(
                            "admin first_use",
                            "admin integration_created",
                            "admin integration_changed",
                            "admin secret_rotated",
                            "operator first_use",
                            "operator integration_paused",
                            "operator integration_resumed",
                            "operator integration_retried",
                            "operator connection_tested",
                            "operator replay_started",
                            "operator dead_letters_exported",
                            "operator dead_letters_redriven",
                            "operator dead_letters_dropped",
                            "viewer access_denied",
                            "admin integration_deleted");
            assertThat(acts).allSatisfy(act -> {
                assertThat(act.path("by").asText()).isEqualTo("token");
                assertThat(act.path("from").asText()).isEqualTo("127.0.0.1");
            });
            assertThat(acts.subList(1, 4))
                    .allMatch(act -> act.path("integration").asText().equals(id));
            assertThat(acts.get(2).path("fields").toString()).isEqualTo("[\"min_severity\"]");
            assertThat(acts.get(2).path("before").toString()).isEqualTo("{\"min_severity\":\"low\"}");
            assertThat(acts.get(2).path("after").toString()).isEqualTo("{\"min_severity\":\"high\"}");
            assertThat(acts.get(3).path("fields").toString()).isEqualTo("[\"token\"]");
            assertThat(acts.get(10).path("events").toString()).isEqualTo("0");
            assertThat(acts.get(11).path("events").toString()).isEqualTo("0");
            assertThat(acts.get(11).path("filters").toString()).isEqualTo("[\"reason\"]");
            assertThat(acts.get(12).path("events").toString()).isEqualTo("0");
            assertThat(acts.get(12).path("filters").toString()).isEqualTo("[\"id\"]");
            assertThat(acts.get(13).path("path").asText()).isEqualTo("/api/v1/integrations/siem/{id}");
            assertThat(router.log()).doesNotContain("canary-");
        }
    }

    @Test
    void a_replay_that_is_cancelled_is_recorded_as_the_one_that_was_started() {
        try (RouterProcess router = RouterProcess.start(work);
                Collector collector = Collector.start()) {
            collector.usually(ids -> Reply.of(503, "{}"));
            router.api().accept(Traffic.events("kept", 0, 20));
            String id = router.api().createIntegration(collector.integration());
            String replays = RouterApi.INTEGRATIONS + "/" + id + "/replays";
            String started = router.api()
                    .send("POST", replays, "{\"since\":\"2026-01-01T00:00:00Z\"}".getBytes(StandardCharsets.UTF_8))
                    .body();
            String replay = parse(started).path("id").asText();
            router.api().send("POST", replays + "/" + replay + "/cancel", new byte[0]);

            List<JsonNode> acts = acts(router).stream()
                    .filter(act -> act.path("act").asText().startsWith("replay_"))
                    .toList();
            assertThat(acts)
                    .extracting(act -> act.path("act").asText())
                    .containsExactly("replay_started", "replay_cancelled");
            assertThat(acts).allSatisfy(act -> {
                assertThat(act.path("replay").asText()).isEqualTo(replay).isNotEmpty();
                assertThat(act.path("since").asText()).startsWith("2026-01-01T00:00:00");
                assertThat(act.path("until").asText()).isNotEmpty();
                assertThat(act.path("events").asLong()).isEqualTo(20);
            });
        }
    }

    @Test
    void what_a_file_changes_is_recorded_as_the_file_s() throws Exception {
        TokensFile file = TokensFile.ofEachRole(work);
        Path secrets = Files.writeString(work.resolve("secrets"), "a-first-secret-of-all-roles-0123456789");
        try (RouterProcess router = RouterProcess.start(
                work,
                Map.of(
                        "SIEM_TOKENS_FILE", file.path().toString(),
                        "SIEM_API_TOKEN_FILE", secrets.toString(),
                        "SIEM_API_TOKEN", ""))) {
            file.write(TokensFile.line("viewer", "roles: [operator]") + TokensFile.line("new", "roles: [viewer]"));
            Await.until("the change is recorded", () -> acts(router).size() == 1, router::log);
            Files.writeString(secrets, "a-second-secret-of-all-roles-0123456789");
            Await.until("the other change is recorded", () -> acts(router).size() == 2, router::log);

            JsonNode tokens = acts(router).get(0);
            assertThat(tokens.path("act").asText()).isEqualTo("tokens_changed");
            assertThat(tokens.path("who").asText()).isEqualTo(file.path().toString());
            assertThat(tokens.path("by").asText()).isEqualTo("file");
            assertThat(tokens.path("added").toString()).isEqualTo("[\"new\"]");
            assertThat(tokens.path("changed").toString()).isEqualTo("[\"viewer\"]");
            assertThat(tokens.path("removed").toString()).isEqualTo("[\"admin\",\"operator\",\"producer\"]");
            JsonNode other = acts(router).get(1);
            assertThat(other.path("who").asText()).isEqualTo(secrets.toString());
            assertThat(other.path("by").asText()).isEqualTo("file");
            assertThat(other.path("changed").toString()).isEqualTo("[\"SIEM_API_TOKEN\"]");
        }
    }

    @Test
    void who_does_it_without_a_token_is_local() {
        try (RouterProcess router = RouterProcess.start(work, Map.of("SIEM_API_TOKEN", ""));
                Collector collector = Collector.start()) {
            router.api().createIntegration(collector.integration());

            assertThat(acts(router))
                    .extracting(act ->
                            act.path("who").asText() + " " + act.path("by").asText())
                    .containsOnly("local local");
        }
    }

    @Test
    void the_same_refusal_again_and_again_is_counted_in_a_line_a_minute() {
        try (RouterProcess router = RouterProcess.start(work)) {
            for (int i = 0; i < 500; i++) {
                RawRequest.send(router.port(), "GET", RouterApi.INTEGRATIONS, "canary-guess-" + i);
            }
            List<JsonNode> acts = acts(router);
            assertThat(acts)
                    .extracting(act -> act.path("reason").asText())
                    .containsExactlyInAnyOrder("unauthorized", "too_many_failures");
            assertThat(router.log()).doesNotContain("canary-");
        }
    }

    private static List<JsonNode> acts(RouterProcess router) {
        return router.log()
                .lines()
                .filter(line -> line.contains("act: {"))
                .map(line -> parse(line.substring(line.indexOf("act: ") + 5)))
                .toList();
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }
}
