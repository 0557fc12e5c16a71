package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that come and go, failures and quotas, on the packaged router. */
class AccessLimitsIT {

    private static final String LIST = RouterApi.INTEGRATIONS;
    /** For tests that ask until a token is good or out: each time is a failure. */
    private static final Map<String, String> PATIENT = Map.of("SIEM_ACCESS_MAX_FAILURES", "100000");

    @TempDir
    private Path work;

    @Test
    void a_token_is_good_and_is_out_without_a_restart_and_a_mistake_in_the_file_locks_nobody_out() {
        TokensFile file = TokensFile.ofEachRole(work);
        try (RouterProcess router = router(file, PATIENT)) {
            assertThat(status(router, LIST, TokensFile.token("late"))).isEqualTo(401);
            file.write(TokensFile.line("late", "roles: [viewer]") + TokensFile.line("old", "roles: [viewer]"));
            Await.until("the new token is good", () -> status(router, LIST, TokensFile.token("late")) == 200);
            assertThat(status(router, LIST, TokensFile.token("viewer"))).isEqualTo(401);

            file.write("- {name: late, sha256: " + TokensFile.token("late") + ", roles: [viewer]}");
            Await.until("the mistake is told", () -> router.log().contains("entry 1 (late): sha256"), router::log);
            assertThat(router.log())
                    .contains("The tokens read before stay in force")
                    .doesNotContain(TokensFile.token("late"));
            assertThat(status(router, LIST, TokensFile.token("late"))).isEqualTo(200);

            file.write(TokensFile.line("late", "roles: [viewer]")
                    + TokensFile.line("past", "roles: [viewer], expires: 2020-01-01"));
            Await.until("the removed token is out", () -> status(router, LIST, TokensFile.token("old")) == 401);
            assertThat(RawRequest.send(router.port(), "GET", LIST, TokensFile.token("past")))
                    .contains("401 ", "The token has expired");
            file.write("[]");
            Await.until("nobody is let in", () -> status(router, LIST, TokensFile.token("late")) == 401);
            assertThat(router.log())
                    .contains("\"act\":\"tokens_changed\"", "\"removed\":[\"old\"]", "\"added\":[\"past\"]");
        }
    }

    @Test
    void two_tokens_of_all_roles_are_good_while_one_takes_the_place_of_the_other() throws Exception {
        Path secrets = work.resolve("api-token");
        Files.writeString(secrets, "the-first-token-of-all\n");
        try (RouterProcess router = RouterProcess.start(
                work,
                Map.of(
                        "SIEM_API_TOKEN",
                        "",
                        "SIEM_API_TOKEN_FILE",
                        secrets.toString(),
                        "SIEM_ACCESS_MAX_FAILURES",
                        "100000"))) {
            assertThat(status(router, LIST, "the-first-token-of-all")).isEqualTo(200);
            Files.writeString(secrets, "the-second-token-of-all\nthe-first-token-of-all\n");
            Await.until("the second is good", () -> status(router, LIST, "the-second-token-of-all") == 200);
            assertThat(status(router, LIST, "the-first-token-of-all")).isEqualTo(200);
            Files.writeString(secrets, "the-second-token-of-all\n");
            Await.until("the first is out", () -> status(router, LIST, "the-first-token-of-all") == 401);
            assertThat(status(router, LIST, "the-second-token-of-all")).isEqualTo(200);
        }
    }

    @Test
    void guesses_are_slowed_down_and_who_has_a_long_token_is_not() {
        TokensFile file = TokensFile.ofEachRole(work);
        Map<String, String> settings = Map.of("SIEM_ACCESS_MAX_FAILURES", "5", "SIEM_API_TOKEN", "sixteen-letters-");
        try (RouterProcess router = router(file, settings)) {
            assertThat(status(router, LIST, "sixteen-letters-")).isEqualTo(200);
            List<Integer> answers = IntStream.range(0, 60)
                    .mapToObj(guess -> status(router, LIST, "guess-number-" + guess))
                    .toList();
            assertThat(answers.subList(0, 5)).containsOnly(401);
            assertThat(answers).filteredOn(status -> status == 429).hasSizeGreaterThan(50);

            String refused = RawRequest.send(router.port(), "GET", LIST, "guess-again");
            assertThat(refused)
                    .contains("429 ", "/problems/too_many_failures")
                    .containsPattern("(?i)retry-after: \\d+");
            assertThat(status(router, LIST, "sixteen-letters-"))
                    .as("a guess that is right is not told so")
                    .isEqualTo(429);
            assertThat(status(router, LIST, TokensFile.token("viewer"))).isEqualTo(200);
            assertThat(metric(router, "reason=\"too_many_failures\"")).isGreaterThan(50);
            assertThat(metric(router, "reason=\"unauthorized\"")).isBetween(5.0, 10.0);
            assertThat(router.log().lines().filter(line -> line.contains("access_denied")))
                    .as("one line for each reason, not one for each guess")
                    .hasSizeLessThan(5);
        }
    }

    @Test
    void a_token_that_asks_for_too_much_is_slowed_down_alone() {
        TokensFile file = TokensFile.ofEachRole(work);
        try (RouterProcess router = router(file, Map.of("SIEM_ACCESS_MAX_FAILURES", "5"))) {
            String pause = LIST + "/none/pause";
            for (int i = 0; i < 60; i++) {
                assertThat(RawRequest.status(RawRequest.send(router.port(), "POST", pause, TokensFile.token("viewer"))))
                        .isIn(403, 429);
            }
            assertThat(RawRequest.status(RawRequest.send(router.port(), "POST", pause, TokensFile.token("viewer"))))
                    .isEqualTo(429);
            assertThat(status(router, LIST, TokensFile.token("viewer"))).isEqualTo(200);
            assertThat(RawRequest.status(RawRequest.send(router.port(), "POST", pause, TokensFile.token("operator"))))
                    .isEqualTo(404);
        }
    }

    @Test
    void a_token_is_kept_to_its_events_a_second_and_nothing_over_them_is_taken() {
        TokensFile file = TokensFile.ofEachRole(work);
        file.write(TokensFile.line("slow", "roles: [producer], events_per_second: 10")
                + TokensFile.line("fast", "roles: [producer]"));
        try (RouterProcess router = router(file, Map.of());
                Collector collector = Collector.start()) {
            String integration = router.api().createIntegration(collector.integration());

            assertThat(post(router, "slow", "first", 600)).contains("202 ");
            assertThat(post(router, "slow", "second", 1))
                    .contains("429 ", "/problems/quota_exceeded")
                    .containsPattern("(?i)retry-after: (59|60)\\b");
            assertThat(post(router, "fast", "other", 1)).contains("202 ");

            router.api().awaitDelivered(integration, 601);
            assertThat(collector.ids()).contains("other-0").doesNotContain("second-0");
        }
    }

    private RouterProcess router(TokensFile file, Map<String, String> more) {
        Map<String, String> settings =
                new HashMap<>(Map.of("SIEM_TOKENS_FILE", file.path().toString()));
        settings.putAll(more);
        return RouterProcess.start(work, settings);
    }

    private static String post(RouterProcess router, String token, String name, int events) {
        String body = Traffic.events(name, 0, events);
        String head = "POST /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\nAuthorization: Bearer " + TokensFile.token(token)
                + "\r\n";
        return RawRequest.send(router.port(), head, body);
    }

    private static int status(RouterProcess router, String path, String token) {
        return RawRequest.status(RawRequest.send(router.port(), "GET", path, token));
    }

    private static double metric(RouterProcess router, String label) {
        return RawRequest.send(router.port(), "GET", "/metrics", "")
                .lines()
                .filter(line -> line.startsWith("siem_access_denied_total{") && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
