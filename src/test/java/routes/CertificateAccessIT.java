package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import routes.destination.net.TestAuthority;

/** A producer whose certificate stands for its token, on the packaged router with TLS. */
class CertificateAccessIT {

    private static final String HERE = "dns:localhost,ip:127.0.0.1";

    @TempDir
    private Path work;

    @ParameterizedTest
    @EnumSource
    void a_certificate_is_the_token_that_the_file_says_it_is(HttpClient.Version version) throws Exception {
        TestAuthority authority = authority();
        try (RouterProcess router =
                router(authority, "- {name: edge, certificate_subject: CN=edge, roles: [producer]}\n")) {
            assertThat(post(router, version, authority.server("edge"), "")).isEqualTo(202);
            assertThat(get(router, version, authority.server("edge"), "")).isEqualTo(403);
            assertThat(post(router, version, authority.server("stranger"), ""))
                    .as("of the same authority, and not in the file")
                    .isEqualTo(401);
            assertThat(post(router, version, authority.client(), ""))
                    .as("without a certificate")
                    .isEqualTo(401);
            assertThat(router.log())
                    .contains("\"act\":\"first_use\",\"who\":\"edge\",\"by\":\"certificate\"")
                    .contains(
                            "\"reason\":\"unauthorized\",\"method\":\"POST\",\"path\":\"/api/v1/events\",\"subject\":\"CN=stranger\"");
        }
    }

    @Test
    void who_shows_a_certificate_that_no_entry_names_hears_the_subject_that_the_entry_has_to_have() throws Exception {
        String subject = "CN=last\\, first,OU=a\\+b,O=Example";
        TestAuthority authority = authority().signAs(subject, "odd");
        String tokens = "- {name: edge, certificate_subject: CN=edge, roles: [producer]}\n";
        Path file = work.resolve("tokens.yaml");
        try (RouterProcess router = router(authority, tokens)) {
            String answer = body(router, authority.server("odd"));
            assertThat(answer).contains("\"status\":401");
            String told = answer.replaceAll("(?s).*subject is '(.*)', and no entry.*", "$1")
                    .replace("\\\\", "\\");

            Files.writeString(file, tokens + "- {name: odd, certificate_subject: '" + told + "', roles: [producer]}\n");
            Await.until(
                    "the certificate is known by the subject that was told: " + told,
                    () -> body(router, authority.server("odd")).contains("\"accepted\":1"),
                    router::log);
            assertThat(told).isEqualTo(subject);
        }
    }

    @Test
    void a_token_that_is_shown_counts_and_not_the_certificate_beside_it() throws Exception {
        TestAuthority authority = authority();
        String tokens = "- {name: edge, certificate_subject: CN=edge, roles: [producer]}\n"
                + TokensFile.line("viewer", "roles: [viewer]");
        try (RouterProcess router = router(authority, tokens)) {
            SSLContext edge = authority.server("edge");
            HttpClient.Version version = HttpClient.Version.HTTP_1_1;

            assertThat(get(router, version, edge, TokensFile.token("viewer"))).isEqualTo(200);
            assertThat(post(router, version, edge, TokensFile.token("viewer"))).isEqualTo(403);
            assertThat(post(router, version, edge, "nobody-knows-this-token-0123456789"))
                    .isEqualTo(401);
        }
    }

    private TestAuthority authority() {
        return new TestAuthority(work)
                .sign("server", HERE, "-1d", 10)
                .sign("edge", HERE, "-1d", 10)
                .sign("stranger", HERE, "-1d", 10);
    }

    private RouterProcess router(TestAuthority authority, String tokens) throws Exception {
        RouterProcess router = RouterProcess.launch(
                work,
                Map.of(
                        "SIEM_API_TOKEN", "",
                        "SIEM_TOKENS_FILE",
                                Files.writeString(work.resolve("tokens.yaml"), tokens)
                                        .toString(),
                        "SIEM_HTTP_CERTIFICATE_FILE", authority.certificateFile("server"),
                        "SIEM_HTTP_KEY_FILE", authority.keyFile("server"),
                        "SIEM_HTTP_CLIENT_CA_FILE", authority.caFile(),
                        "SIEM_HTTP_CLIENT_CERTIFICATES", "optional"));
        Await.until("the router listens", () -> router.log().contains("listens on https://"), router::log);
        return router;
    }

    private static String body(RouterProcess router, SSLContext tls) {
        HttpRequest post = request(router, "/api/v1/events", "")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Traffic.event("e-2")))
                .build();
        try {
            return HttpClient.newBuilder()
                    .sslContext(tls)
                    .build()
                    .send(post, BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private static int post(RouterProcess router, HttpClient.Version version, SSLContext tls, String token)
            throws Exception {
        return status(
                version,
                tls,
                request(router, "/api/v1/events", token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(Traffic.event("e-1"))));
    }

    private static int get(RouterProcess router, HttpClient.Version version, SSLContext tls, String token)
            throws Exception {
        return status(version, tls, request(router, RouterApi.INTEGRATIONS, token));
    }

    private static HttpRequest.Builder request(RouterProcess router, String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://localhost:" + router.port() + path))
                .timeout(Await.DEADLINE);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static int status(HttpClient.Version version, SSLContext tls, HttpRequest.Builder request)
            throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(version).sslContext(tls).build();
        return client.send(request.build(), BodyHandlers.ofString()).statusCode();
    }
}
