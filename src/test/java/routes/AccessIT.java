package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what, on the packaged router: each call of the API, and routes of one's own, with each role and with none. */
class AccessIT {

    private static final List<String> ROLES = List.of("producer", "viewer", "operator", "admin");

    private static final String OWN_ROUTES =
            """
            # Four paths of our own. In: a request. Out: the name of the path.
            - route:
                id: own-silent
                from:
                  uri: platform-http:/own/silent
                  steps:
                    - setBody: { constant: "reached" }
            - route:
                id: own-viewer
                routePolicy: role-viewer
                from:
                  uri: platform-http:/own/viewer
                  steps:
                    - setBody: { constant: "reached" }
            - route:
                id: own-open
                routePolicy: role-anyone
                from:
                  uri: platform-http:/own/open
                  steps:
                    - setBody: { constant: "reached" }
            - route:
                id: own-setting
                from:
                  uri: platform-http:/own/setting/{name}
                  steps:
                    - setBody: { constant: "reached" }
            - route:
                id: api-forgetful
                from:
                  uri: platform-http:/api/v1/forgetful
                  steps:
                    - setBody: { constant: "reached" }
            """;

    /** Where others put a route among those of the API. */
    private static final String FORGETFUL = "/api/v1/forgetful";

    @TempDir
    private static Path work;

    private static RouterProcess router;
    private static Collector collector;
    private static String integration;

    @BeforeAll
    static void start() throws IOException {
        Path routes = Files.createDirectories(work.resolve("my-routes"));
        Files.writeString(routes.resolve("own.camel.yaml"), OWN_ROUTES);
        router = RouterProcess.start(
                work,
                Map.of(
                        "SIEM_TOKENS_FILE", TokensFile.ofEachRole(work).path().toString(),
                        "SIEM_METRICS_ROLE", "viewer",
                        "SIEM_ACCESS_RULES", "GET /own/setting/* producer",
                        "SIEM_ACCESS_MAX_FAILURES", "1000000",
                        "SIEM_ROUTES_DIR", routes.toString()));
        collector = Collector.start();
        integration = router.api().createIntegration(collector.integration());
    }

    @AfterAll
    static void stop() {
        collector.close();
        router.close();
    }

    @ParameterizedTest
    @CsvSource({
        "POST,   /api/v1/events,                                         producer",
        "GET,    /api/v1/integrations/siem/types,                        viewer+operator+admin",
        "GET,    /api/v1/integrations/siem,                              viewer+operator+admin",
        "GET,    /api/v1/integrations/siem/ID,                           viewer+operator+admin",
        "GET,    /api/v1/integrations/siem/ID/replays,                   viewer+operator+admin",
        "GET,    /api/v1/integrations/siem/ID/replays/none,              viewer+operator+admin",
        "GET,    /metrics,                                               viewer+operator+admin",
        "HEAD,   /metrics,                                               viewer+operator+admin",
        "GET,    /api/v1/integrations/siem/ID/dead-letters,              operator+admin",
        "GET,    /api/v1/integrations/siem/ID/dead-letters/export,       operator+admin",
        "POST,   /api/v1/integrations/siem/ID/dead-letters/redrive,      operator+admin",
        "DELETE, /api/v1/integrations/siem/ID/dead-letters?reason=x,     operator+admin",
        "POST,   /api/v1/integrations/siem/ID/pause,                     operator+admin",
        "POST,   /api/v1/integrations/siem/ID/resume,                    operator+admin",
        "POST,   /api/v1/integrations/siem/ID/retry-now,                 operator+admin",
        "POST,   /api/v1/integrations/siem/ID/test,                      operator+admin",
        "POST,   /api/v1/integrations/siem/ID/replays,                   operator+admin",
        "POST,   /api/v1/integrations/siem/ID/replays/none/cancel,       operator+admin",
        "POST,   /api/v1/integrations/siem/test,                         admin",
        "POST,   /api/v1/integrations/siem,                              admin",
        "PUT,    /api/v1/integrations/siem/ID,                           admin",
        "PATCH,  /api/v1/integrations/siem/ID,                           admin",
        "DELETE, /api/v1/integrations/siem/none,                         admin",
        "GET,    /own/viewer,                                            viewer+operator+admin",
        "GET,    /own/silent,                                            admin",
        "GET,    /own/setting/a,                                         producer",
        "POST,   /own/setting/a,                                         admin",
        "GET,    /api/v1/forgetful,                                      admin",
        "GET,    /nothing/here,                                          admin",
        "OPTIONS, /api/v1/events,                                        admin"
    })
    void a_call_is_open_to_its_roles_and_to_nobody_else(String method, String path, String roles) {
        String target = path.replace("ID", integration);

        assertThat(status(method, target, "")).as("without a token").isEqualTo(401);
        assertThat(status(method, target, "nobody-knows-this-token-0123456789"))
                .as("with an unknown token")
                .isEqualTo(401);
        for (String role : ROLES) {
            int status = status(method, target, TokensFile.token(role));
            if (List.of(roles.split("\\+")).contains(role)) {
                assertThat(status).as("with the role " + role).isNotIn(401, 403, 429, 500, 0);
            } else {
                assertThat(status).as("with the role " + role).isEqualTo(403);
            }
        }
        assertThat(status(method, target, RouterProcess.TOKEN))
                .as("with SIEM_API_TOKEN")
                .isNotIn(401, 403, 429, 500, 0);
    }

    @ParameterizedTest
    @CsvSource({"GET, /health/live", "GET, /health/ready", "HEAD, /health/live", "GET, /own/open"})
    void what_is_open_asks_for_no_token(String method, String path) {
        assertThat(status(method, path, "")).isEqualTo(200);
        assertThat(status(method, path, "nobody-knows-this")).isEqualTo(200);
    }

    @Test
    void a_refusal_names_the_role_that_is_needed_and_nothing_of_the_request() {
        String refusal = RawRequest.send(
                router.port(),
                "POST",
                "/api/v1/integrations/siem/" + integration + "/pause?canary=Xk81",
                TokensFile.token("viewer"),
                "X-Canary: Xk81");

        assertThat(RawRequest.status(refusal)).isEqualTo(403);
        assertThat(refusal)
                .contains("/problems/forbidden", "need the role operator", "application/problem+json")
                .contains("WWW-Authenticate: Bearer error=\"insufficient_scope\", scope=\"operator\"")
                .doesNotContain("Xk81", integration);
        assertThat(router.log()).doesNotContain("Xk81", TokensFile.token("viewer"));
    }

    @Test
    void nothing_that_is_refused_is_read_or_done() {
        String canary = "{\"id\":\"c-1\",\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-01-01T00:00:00Z\","
                + "\"agent_id\":\"canary-of-a-refused-request\"}";
        for (String role : List.of("viewer", "operator", "admin")) {
            String head = "POST /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                    + "Content-Type: application/json\r\nContent-Length: " + canary.length() + "\r\n"
                    + "Authorization: Bearer " + TokensFile.token(role) + "\r\n";
            assertThat(RawRequest.status(RawRequest.send(router.port(), head, canary)))
                    .isEqualTo(403);
        }
        // in order at the journal: what comes after is there, and so what came before would be
        router.api().accept(Traffic.events("after", 0, 1));
        router.api()
                .awaitIntegration(
                        integration, "has delivered", seen -> collector.ids().containsAll(Traffic.ids("after", 0, 1)));

        assertThat(collector.ids()).doesNotContain("c-1");
        assertThat(router.api().integration(integration).path("state").asText()).isEqualTo("active");
    }

    private static int status(String method, String target, String token) {
        String answer = RawRequest.send(router.port(), method, target, token);
        if (!target.equals(FORGETFUL)) {
            Contract.check(method, target, answer);
        }
        return RawRequest.status(answer);
    }
}
