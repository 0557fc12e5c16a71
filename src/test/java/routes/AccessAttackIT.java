package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tries to do more than one may by writing the request oddly. What must not happen is that a call for operators, pausing, is done for
 * somebody without a token or with a viewer's; it would be seen in the integration's state. {@code -Daccess.tries=100000} tries longer.
 */
class AccessAttackIT {

    private static final int TRIES = Integer.getInteger("access.tries", 2000);
    private static final String COLLECTION = "/api/v1/integrations/siem/";

    @TempDir
    private static Path work;

    private static RouterProcess router;
    private static Collector collector;
    private static String integration;

    @BeforeAll
    static void start() {
        router = RouterProcess.start(
                work,
                Map.of(
                        "SIEM_TOKENS_FILE", TokensFile.ofEachRole(work).path().toString(),
                        "SIEM_HTTP_H2", "true",
                        "SIEM_ACCESS_MAX_FAILURES", "1000000"));
        collector = Collector.start();
        integration = router.api().createIntegration(collector.integration());
    }

    @AfterAll
    static void stop() {
        collector.close();
        router.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health/live/..COLLECTIONID/pause",
                "/health/live/../..COLLECTIONID/pause",
                "/health/live/%2e%2e/%2e%2eCOLLECTIONID/pause",
                "/health/live%2f..%2f..COLLECTIONID/pause",
                "/health/live/..;/..COLLECTIONID/pause",
                "/health/live;COLLECTIONID/pause",
                "/health/live\\..\\..COLLECTIONID/pause",
                "/healthCOLLECTIONID/pause",
                "//api/v1/integrations/siem/ID/pause",
                "/api//v1/integrations/siem/ID/pause",
                "/api/./v1/integrations/siem/ID/pause",
                "/api/v1/integrations/siem/ID/./pause",
                "/api/v1/integrations/siem/ID/x/../pause",
                "/api/v1/integrations/siem/ID/pause/",
                "/api/v1/integrations/siem/ID/pause//",
                "/api/v1/integrations/siem/ID/pause/.",
                "/api/v1/integrations/siem/ID/pause;a=b",
                "/api/v1/integrations/siem/ID;a=b/pause",
                "/api/v1/integrations/siem/ID/pause%20",
                "/api/v1/integrations/siem/ID/pause%00",
                "/api/v1/integrations/siem/ID/pause%0a",
                "/api/v1/integrations/siem/ID/pause?/health/live",
                "/api/v1/integrations/siem/ID/pause#/health/live",
                "/api/v1/integrations/siem/ID/p%61use",
                "/api/v1/integrations/siem/ID%2fpause",
                "/api/v1/integrations/siem%2FID%2Fpause",
                "/api/v1/integrations/siem/ID/PAUSE",
                "/API/v1/integrations/siem/ID/pause",
                "/%61pi/v1/integrations/siem/ID/pause",
                "/api/v1/integrations/siem/ID/pause\u0000",
                "http://127.0.0.1/api/v1/integrations/siem/ID/pause",
                "http://127.0.0.1/health/live/../../api/v1/integrations/siem/ID/pause",
                "http://127.0.0.1:80/health/live@/api/v1/integrations/siem/ID/pause",
                "HTTP://health/live/api/v1/integrations/siem/ID/pause",
                "api/v1/integrations/siem/ID/pause",
                "*",
                "?/api/v1/integrations/siem/ID/pause"
            })
    void no_spelling_of_a_path_gets_around_the_gate(String spelling) {
        String target = spelling.replace("COLLECTION", COLLECTION).replace("ID", integration);
        for (String method : List.of("POST", "GET", "post", "POST ", "HEAD", "PUT", "OPTIONS", "FOO")) {
            for (String token : List.of("", TokensFile.token("viewer"), TokensFile.token("producer"))) {
                assertThat(RawRequest.status(RawRequest.send(router.port(), method, target, token)))
                        .as(method + " " + target)
                        .isIn(0, 400, 401, 403, 404, 405, 501);
            }
        }
        assertIsUntouched();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-HTTP-Method-Override: POST",
                "X-HTTP-Method: POST",
                "X-Method-Override: POST",
                "X-Original-URL: /health/live",
                "X-Rewrite-URL: /health/live",
                "X-Forwarded-Prefix: /health/live",
                "X-Forwarded-For: 127.0.0.1",
                "X-Real-IP: 127.0.0.1",
                "X-Forwarded-Host: localhost",
                "Forwarded: for=127.0.0.1;host=localhost",
                "CamelHttpMethod: POST",
                "CamelHttpPath: /health/live",
                "CamelHttpUri: /health/live",
                "SiemCaller: admin",
                "X-User: admin",
                "X-SSL-Client-S-DN: CN=admin",
                "Authorization: Basic YWRtaW46YWRtaW4=",
                "Authorization: Bearer ",
                "Authorization: Bearer null",
                "Authorization:",
                "Cookie: token=admin",
                "Connection: Authorization"
            })
    void no_header_gets_around_the_gate(String header) {
        String pause = COLLECTION + integration + "/pause";
        for (String method : List.of("POST", "GET")) {
            assertThat(RawRequest.status(RawRequest.send(router.port(), method, pause, "", header)))
                    .isIn(0, 400, 401, 403);
            assertThat(RawRequest.status(
                            RawRequest.send(router.port(), method, pause, TokensFile.token("viewer"), header)))
                    .isIn(0, 400, 401, 403);
        }
        assertIsUntouched();
    }

    @Test
    void a_second_authorization_header_does_not_lend_its_role() {
        for (String first : List.of("viewer", "admin")) {
            String second = "Authorization: Bearer " + TokensFile.token(first.equals("admin") ? "viewer" : "admin");
            assertThat(RawRequest.status(RawRequest.send(
                            router.port(),
                            "POST",
                            COLLECTION + integration + "/pause",
                            TokensFile.token(first),
                            second)))
                    .isIn(400, 401, 403);
        }
        assertIsUntouched();
    }

    @Test
    void a_request_of_http_2_is_decided_as_any_other() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        HttpRequest.Builder pause = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + router.port() + COLLECTION + integration + "/pause"))
                .POST(HttpRequest.BodyPublishers.noBody());

        HttpResponse<String> open = client.send(pause.build(), HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> viewer = client.send(
                pause.setHeader("Authorization", "Bearer " + TokensFile.token("viewer"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(List.of(open.version(), viewer.version())).containsOnly(HttpClient.Version.HTTP_2);
        assertThat(List.of(open.statusCode(), viewer.statusCode())).containsExactly(401, 403);
        assertIsUntouched();
    }

    @Test
    void no_mutation_of_a_request_gets_around_the_gate() {
        long seed = Long.getLong("access.seed", System.nanoTime());
        Random random = new Random(seed);
        Map<Integer, Integer> answers = new TreeMap<>();
        for (int i = 0; i < TRIES; i++) {
            String target = mutated(COLLECTION + integration + "/pause", random);
            String token = List.of("", TokensFile.token("viewer"), TokensFile.token("producer"))
                    .get(random.nextInt(3));
            String answer = RawRequest.send(router.port(), "POST", target, token);
            answers.merge(RawRequest.status(answer), 1, Integer::sum);
            assertThat(RawRequest.status(answer))
                    .as("seed %d, try %d: %s", seed, i, target)
                    .isIn(isFromRoot(target) ? List.of(400, 401, 403) : List.of(0, 400, 401, 403, 404));
        }
        assertIsUntouched();
        assertThat(answers).as("seed " + seed).containsKeys(400, 401, 403);
        System.out.println(TRIES + " mutated requests, answers by status: " + answers);
    }

    /** What does not begin with a slash is no path, and the server itself says that there is nothing. */
    private static boolean isFromRoot(String target) {
        return target.startsWith("/");
    }

    /** What somebody would insert, replace or leave out who wants a path to be read in two ways. */
    private static String mutated(String path, Random random) {
        List<String> tricks = List.of(
                "/",
                "//",
                "/.",
                "/./",
                "/..",
                "/../",
                "%2e",
                "%2f",
                "%5c",
                "\\",
                ";",
                ";a=b",
                "%00",
                "%0d%0a",
                "%25",
                "?",
                "#",
                "*",
                "@",
                ":",
                "%20",
                "\u00e9",
                "%c0%ae",
                "%u002e",
                "/health/live",
                "/metrics",
                "http://x",
                "~",
                "+");
        StringBuilder text = new StringBuilder(path);
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, tricks.get(random.nextInt(tricks.size())));
                case 1 -> text.replace(at, Math.min(text.length(), at + 1), tricks.get(random.nextInt(tricks.size())));
                case 2 -> {
                    if (at < text.length()) {
                        text.replace(at, at + 1, "%%%02x".formatted((int) text.charAt(at) & 0xff));
                    }
                }
                default -> text.insert(0, tricks.get(random.nextInt(tricks.size())));
            }
        }
        return text.toString();
    }

    private static void assertIsUntouched() {
        assertThat(router.api().integration(integration).path("state").asText()).isEqualTo("active");
    }
}
