package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People log in at a real Keycloak, and the packaged router takes its tokens for what its groups mean. */
class SingleSignOnIT {

    @TempDir
    private Path work;

    @Test
    void a_token_of_keycloak_opens_what_its_groups_mean_and_one_for_somebody_else_nothing() throws Exception {
        try (KeycloakNode keycloak = KeycloakNode.start(work);
                RouterProcess router = router(keycloak)) {
            String admin = keycloak.token("siem-cli", "alice");
            String viewer = keycloak.token("siem-cli", "bob");

            assertThat(status(router, "GET", "", admin)).isEqualTo(200);
            assertThat(status(router, "POST", "", admin))
                    .as("admitted; a body is missing")
                    .isEqualTo(415);
            assertThat(status(router, "GET", "", viewer)).isEqualTo(200);
            assertThat(status(router, "POST", "/none/pause", viewer)).isEqualTo(404);
            assertThat(status(router, "POST", "", viewer)).isEqualTo(403);
            assertThat(RawRequest.status(RawRequest.send(router.port(), "POST", "/api/v1/events", admin)))
                    .as("an admin is no producer")
                    .isEqualTo(403);

            assertThat(status(router, "GET", "", keycloak.token("other-cli", "alice")))
                    .as("for another audience")
                    .isEqualTo(401);
            assertThat(status(router, "GET", "", keycloak.field("siem-cli", "alice", "id_token")))
                    .as("an ID token")
                    .isEqualTo(401);
            assertThat(status(router, "GET", "", keycloak.field("siem-cli", "alice", "refresh_token")))
                    .as("a refresh token")
                    .isEqualTo(401);
            assertThat(status(router, "GET", "", admin.substring(0, admin.length() - 9)))
                    .as("with a damaged signature")
                    .isEqualTo(401);
            assertThat(status(router, "GET", "", RouterProcess.TOKEN))
                    .as("the router's own")
                    .isEqualTo(200);
            assertThat(router.log())
                    .containsPattern("\"act\":\"first_use\",\"who\":\"alice \\([0-9a-f-]{36}\\)\",\"by\":\"subject\"")
                    .containsPattern("\"act\":\"access_denied\".*\"check\":\"audience\"")
                    .containsPattern("\"act\":\"access_denied\".*\"check\":\"signature\"")
                    .doesNotContain(admin, viewer);

            keycloak.stop();
            assertThat(status(router, "GET", "", admin))
                    .as("the issuer is away")
                    .isEqualTo(200);
        }
    }

    @Test
    void while_the_issuer_cannot_be_asked_its_tokens_wait_and_the_router_s_own_work() {
        Map<String, String> settings = Map.of(
                "SIEM_OIDC_ISSUER", "http://127.0.0.1:" + Ports.free(),
                "SIEM_OIDC_AUDIENCE", "siem-router",
                "SIEM_OIDC_ROLES", "soc=viewer");
        try (RouterProcess router = RouterProcess.start(work, settings)) {
            String signed = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";

            assertThat(RawRequest.send(router.port(), "GET", RouterApi.INTEGRATIONS, signed))
                    .contains("503 ", "/problems/issuer_unavailable")
                    .containsPattern("(?i)retry-after: 5");
            assertThat(status(router, "GET", "", RouterProcess.TOKEN)).isEqualTo(200);
        }
    }

    private RouterProcess router(KeycloakNode keycloak) {
        return RouterProcess.start(
                work,
                Map.of(
                        "SIEM_OIDC_ISSUER", keycloak.issuer(),
                        "SIEM_OIDC_AUDIENCE", "siem-router",
                        "SIEM_OIDC_ROLES_CLAIM", "realm_access.roles",
                        "SIEM_OIDC_ROLES", "siem-admins=admin,soc=viewer+operator"));
    }

    private static int status(RouterProcess router, String method, String path, String token) {
        return RawRequest.status(RawRequest.send(router.port(), method, RouterApi.INTEGRATIONS + path, token));
    }
}
