package routes;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A router that cannot do its work says so in a sentence and ends; it never half-starts. */
class StartupIT {

    @Test
    void without_a_token_it_listens_on_loopback_only(@TempDir Path work) {
        refuses(
                work,
                Map.ofEntries(entry("SIEM_API_TOKEN", ""), entry("SIEM_HTTP_HOST", "0.0.0.0")),
                "SIEM_API_TOKEN",
                "SIEM_HTTP_HOST");
    }

    @Test
    void no_variable_or_property_of_camel_s_opens_another_address(@TempDir Path work) {
        refuses(work, Map.of("CAMEL_SERVER_HOST", "0.0.0.0"), "CAMEL_SERVER_HOST", "SIEM_HTTP_HOST");
        refuses(work, Map.of("CAMEL_MANAGEMENT_ENABLED", "true"), "CAMEL_MANAGEMENT_ENABLED", "SIEM_HTTP_HOST");
        refuses(work, Map.of("JAVA_TOOL_OPTIONS", "-Dcamel.server.enabled=true"), "camel.server.enabled");
        refuses(
                work,
                Map.ofEntries(entry("SIEM_API_TOKEN", ""), entry("JAVA_TOOL_OPTIONS", "-Dsiem.http.host=0.0.0.0")),
                "SIEM_HTTP_HOST = 0.0.0.0",
                "SIEM_API_TOKEN");
    }

    @Test
    void without_a_token_it_serves_loopback(@TempDir Path work) {
        try (RouterProcess router = RouterProcess.start(work, Map.of("SIEM_API_TOKEN", ""))) {
            assertThat(router.api().postEvents(Traffic.event("open")).statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void with_a_token_every_call_of_the_api_needs_it(@TempDir Path work) {
        try (RouterProcess router = RouterProcess.start(work)) {
            RouterApi stranger = new RouterApi("http://127.0.0.1:" + router.port(), "", router::log);

            assertThat(stranger.postEvents(Traffic.event("no")).statusCode()).isEqualTo(401);
            assertThat(stranger.send("GET", RouterApi.INTEGRATIONS, new byte[0]).statusCode())
                    .isEqualTo(401);
            assertThat(stranger.send("GET", "/metrics", new byte[0]).statusCode())
                    .isEqualTo(200);
            assertThat(stranger.isReady()).isTrue();
        }
    }

    @Test
    void what_says_who_may_do_what_has_to_be_right(@TempDir Path work) throws IOException {
        Path tokens =
                Files.writeString(work.resolve("tokens.yaml"), "- {name: a, sha256: canary-secret, roles: [viewer]}");
        refuses(work, Map.of("SIEM_TOKENS_FILE", work.resolve("none").toString()), "SIEM_TOKENS_FILE", "no such file");
        refuses(work, Map.of("SIEM_TOKENS_FILE", "/dev/zero"), "SIEM_TOKENS_FILE", "no such file");
        refuses(work, Map.of("SIEM_TOKENS_FILE", tokens.toString()), "SIEM_TOKENS_FILE", "entry 1 (a): sha256");
        refuses(work, Map.of("SIEM_API_TOKEN_FILE", work.resolve("none").toString()), "SIEM_API_TOKEN_FILE");
        Path guessed = Files.writeString(work.resolve("token"), "0123456789abcdef\ncanary-short\n");
        refuses(
                work,
                Map.of("SIEM_API_TOKEN", "", "SIEM_API_TOKEN_FILE", guessed.toString(), "SIEM_HTTP_HOST", "0.0.0.0"),
                "SIEM_API_TOKEN_FILE",
                "token 2 in it has fewer than 16 characters");
        refuses(work, Map.of("SIEM_METRICS_ROLE", "producer"), "SIEM_METRICS_ROLE", "producer reads nothing");
        refuses(work, Map.of("SIEM_METRICS_ROLE", "everybody"), "SIEM_METRICS_ROLE", "viewer");
        refuses(work, Map.of("SIEM_ACCESS_RULES", "GET /hooks"), "SIEM_ACCESS_RULES", "GET /hooks");
        refuses(work, Map.of("SIEM_ACCESS_MAX_FAILURES", "0"), "SIEM_ACCESS_MAX_FAILURES");
        refuses(work, Map.of("SIEM_OIDC_ISSUER", "https://login.example.com"), "SIEM_OIDC_AUDIENCE");
        refuses(
                work,
                Map.of("SIEM_OIDC_ISSUER", "https://login.example.com", "SIEM_OIDC_AUDIENCE", "siem-router"),
                "SIEM_OIDC_ROLES");
        refuses(
                work,
                Map.of("SIEM_OIDC_ISSUER", "http://login.example.com", "SIEM_OIDC_AUDIENCE", "siem-router"),
                "SIEM_OIDC_ISSUER",
                "https://");
        try (RouterProcess router =
                RouterProcess.launch(work, Map.of(), "token", "new", "--name", "a", "--roles", "root")) {
            assertThat(router.awaitExit()).isEqualTo(2);
            assertThat(router.log()).contains("--roles: expected").doesNotContain("canary-secret");
        }
    }

    @Test
    void a_value_that_looks_like_a_reference_fetches_no_secret(@TempDir Path work) {
        for (String variable : List.of("SIEM_TYPE", "SIEM_METRICS_ROLE", "SIEM_KAMELETS_DIR", "SIEM_HTTP_PORT")) {
            Map<String, String> environment =
                    Map.of(variable, "{{env:SIEM_API_TOKEN}}", "SIEM_API_TOKEN", "token-canary-0123456789");
            try (RouterProcess router = RouterProcess.launch(work, environment)) {
                assertThat(router.awaitExit()).as(router.log()).isNotZero();
                assertThat(router.log()).contains(variable).doesNotContain("canary");
            }
        }
    }

    @Test
    void a_busy_port_is_the_end(@TempDir Path work) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            refuses(work, Map.of("SIEM_HTTP_PORT", port), "SIEM_HTTP_PORT", port);
        }
    }

    @Test
    void a_port_that_is_not_a_number_is_named(@TempDir Path work) {
        refuses(work, Map.of("SIEM_HTTP_PORT", "eighty"), "SIEM_HTTP_PORT", "eighty");
    }

    @Test
    void a_flag_a_number_or_a_choice_that_is_wrong_is_named_by_its_variable(@TempDir Path work) {
        refuses(work, Map.of("SIEM_HTTP_H2", "maybe"), "SIEM_HTTP_H2 = maybe", "expected true or false");
        refuses(work, Map.of("SIEM_FIELDS", "maybe"), "SIEM_FIELDS = maybe", "expected");
        refuses(work, Map.of("SIEM_LOG_FORMAT", "maybe"), "SIEM_LOG_FORMAT = maybe", "expected");
        refuses(work, Map.of("SIEM_METRICS_ROLE", "maybe"), "SIEM_METRICS_ROLE = maybe", "expected viewer,");
    }

    @Test
    void a_variable_that_is_set_and_blank_means_the_default(@TempDir Path work) throws IOException {
        try (RouterProcess router = RouterProcess.start(work, Map.of("SIEM_FORBIDDEN_NAMES", ""))) {
            router.api().accept(Traffic.event("blank").replaceFirst("\\{", "{\"prompt\":\"CANARY\","));

            assertThat(Files.readString(newestSegment(router.data())))
                    .contains("blank")
                    .doesNotContain("CANARY");
        }
    }

    @Test
    void settings_that_would_lose_or_leak_are_the_end(@TempDir Path work) {
        refuses(work, Map.of("SIEM_FORBIDDEN_NAMES", ", ,"), "SIEM_FORBIDDEN_NAMES names nothing");
        refuses(work, Map.of("SIEM_DEAD_LETTER_MAX_DAYS", "-1"), "SIEM_DEAD_LETTER_MAX_DAYS = -1");
        refuses(
                work,
                Map.of("SIEM_MAX_HELD_BYTES", "10"),
                "SIEM_MAX_HELD_BYTES = 10: expected at least 25165824",
                "SIEM_MAX_REQUEST_BYTES and SIEM_MAX_DECOMPRESSED_BYTES");
    }

    @Test
    void integrations_that_cannot_be_read_are_the_end(@TempDir Path work) throws IOException {
        Files.createDirectories(work.resolve("data"));
        Files.writeString(work.resolve("data/integrations.json"), "{\"format\":");
        refuses(work, Map.of(), "integrations.json is damaged");
    }

    @Test
    void a_file_of_integrations_that_is_wrong_is_the_end(@TempDir Path work) throws IOException {
        Path file = Files.writeString(work.resolve("integrations.yaml"), "integrations: [{id: a, type: telegraph}]");
        refuses(work, Map.of("SIEM_INTEGRATIONS_FILE", file.toString()), "entry 1 (a), field type = telegraph");
    }

    @Test
    void where_nobody_chose_a_language_what_it_says_is_utf_8_all_the_same(@TempDir Path work) throws IOException {
        Map<String, String> none = Map.of("LC_ALL", "C", "LANG", "C");
        Path file = Files.writeString(work.resolve("wrong.yaml"), "integrations: [{id: a, type: telegräph}]");
        refuses(work, with(none, "SIEM_INTEGRATIONS_FILE", file.toString()), "field type = telegräph");
        try (RouterProcess router = RouterProcess.start(work, none)) {
            router.api()
                    .createIntegration("{\"type\":\"webhook\",\"name\":\"Jürgen 雪\",\"url\":\"http://127.0.0.1:9\"}");

            assertThat(router.log()).contains("\"name\":\"Jürgen 雪\"");
        }
        Path log = work.resolve("siem.log");
        try (RouterProcess router = RouterProcess.start(work, with(none, "SIEM_LOG_FILE", log.toString()))) {
            router.api().createIntegration("{\"type\":\"webhook\",\"name\":\"Zoë\",\"url\":\"http://127.0.0.1:9\"}");

            assertThat(Files.readString(log)).contains("\"name\":\"Zoë\"");
        }
    }

    private static Map<String, String> with(Map<String, String> some, String name, String value) {
        Map<String, String> all = new TreeMap<>(some);
        all.put(name, value);
        return all;
    }

    @Test
    void two_routers_never_share_a_data_folder(@TempDir Path first, @TempDir Path second) {
        try (RouterProcess router = RouterProcess.start(first)) {
            String data = router.data().toString();
            refuses(second, Map.of("SIEM_DATA_DIR", data), data);

            assertThat(router.api().isReady()).isTrue();
        }
    }

    @Test
    void journal_verify_passes_a_good_journal_and_names_the_first_changed_line(@TempDir Path work) throws IOException {
        RouterProcess router = RouterProcess.start(work);
        router.api().accept(Traffic.events("verified", 0, 20));
        router.stop();
        assertThat(verify(work)).as(router.log()).isZero();

        Path segment = newestSegment(router.data());
        byte[] bytes = Files.readAllBytes(segment);
        // one letter of event 4 is changed
        String text = new String(bytes, StandardCharsets.UTF_8);
        int at = text.indexOf("verified-4");
        long line = text.substring(0, at).lines().count();
        bytes[at] = 'V';
        Files.write(segment, bytes);

        assertThat(verify(work)).isEqualTo(1);
        assertThat(router.log()).contains(segment.getFileName().toString()).containsPattern("line " + line + "\\b");
    }

    private static int verify(Path work) {
        return RouterProcess.launch(work, Map.of(), "journal", "verify").awaitExit();
    }

    private static Path newestSegment(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("audit"))) {
            return files.filter(file -> file.getFileName().toString().matches("\\d+\\.jsonl"))
                    .sorted()
                    .reduce((older, newer) -> newer)
                    .orElseThrow();
        }
    }

    /** The router ends by itself, not with 0, and its words hold these. */
    private static void refuses(Path work, Map<String, String> environment, String... words) {
        try (RouterProcess router = RouterProcess.launch(work, environment)) {
            assertThat(router.awaitExit()).as(router.log()).isNotZero();
            assertThat(router.log()).contains(words).doesNotContain("\tat ");
        }
    }
}
