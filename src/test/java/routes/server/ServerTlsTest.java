package routes.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.Await;
import routes.Ports;
import routes.destination.net.TestAuthority;
import routes.server.tls.TlsFiles;
import routes.server.tls.TlsIdentity;
import routes.server.tls.TlsMaterial;

class ServerTlsTest {

    private static final String HERE = "dns:localhost,ip:127.0.0.1";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void a_client_is_answered_over_tls(HttpClient.Version version) throws Exception {
        TestAuthority authority = authority();
        try (Listening server = listen(pair(authority, Optional.empty(), true))) {
            HttpResponse<String> answer = server.get(client(authority, "other", "TLSv1.3", version));

            assertThat(answer.version()).isEqualTo(version);
            assertThat(answer.body()).isEqualTo("nobody");
        }
    }

    @Test
    void over_tls_too_http_2_is_spoken_where_it_was_asked_for_only() throws Exception {
        TestAuthority authority = authority();
        try (Listening server = listen(pair(authority, Optional.empty(), true), false)) {
            HttpResponse<String> answer = server.get(client(authority, "other", "TLSv1.3", HttpClient.Version.HTTP_2));

            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
    }

    @Test
    void the_oldest_tls_is_1_2() throws Exception {
        TestAuthority authority = authority();
        try (Listening server = listen(pair(authority, Optional.empty(), true))) {
            assertThat(server.get(client(authority, "other", "TLSv1.2", HttpClient.Version.HTTP_1_1))
                            .statusCode())
                    .isEqualTo(200);
            assertThatThrownBy(() -> server.get(client(authority, "other", "TLSv1.1", HttpClient.Version.HTTP_1_1)))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void plain_http_on_a_port_with_tls_is_told_so() throws Exception {
        try (Listening server = listen(pair(authority(), Optional.empty(), true));
                RawClient plain = new RawClient(server.port)) {
            assertThat(plain.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").rest())
                    .startsWith("HTTP/1.1 400 ")
                    .contains("https://");
        }
    }

    @Test
    void a_new_pair_is_used_without_a_restart() throws Exception {
        TestAuthority authority = authority();
        TlsFiles files = pair(authority, Optional.empty(), true);
        try (Listening server = listen(files)) {
            String before = serial(authority, server);

            replace(files.certificate(), authority.certificateFile("other"));
            replace(files.key(), authority.keyFile("other"));

            Await.until("the other certificate is shown", () -> !serial(authority, server)
                    .equals(before));
        }
    }

    @Test
    void a_broken_pair_leaves_the_old_one_in_use() throws Exception {
        TestAuthority authority = authority();
        TlsFiles files = pair(authority, Optional.empty(), true);
        Vertx vertx = Vertx.vertx();
        try {
            TlsIdentity identity = new TlsIdentity(files, vertx);
            X509Certificate shown =
                    identity.key().getCertificateChain(identity.key().getServerAliases("RSA", null)[0])[0];

            replace(files.certificate(), authority.certificateFile("other"));
            identity.look();
            Files.writeString(files.key(), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
            identity.look();
            Files.delete(files.key());
            identity.look();

            assertThat(identity.key().getCertificateChain(identity.key().getServerAliases("RSA", null)[0])[0])
                    .isEqualTo(shown);
        } finally {
            vertx.close();
        }
    }

    @Test
    void files_that_do_not_belong_together_or_are_none_end_the_start() {
        TestAuthority authority = authority();
        Path certificate = Path.of(authority.certificateFile("server"));
        Path other = Path.of(authority.keyFile("other"));

        refuses(new TlsFiles(certificate, other, Optional.empty(), true), "its key is another one");
        refuses(new TlsFiles(certificate, certificate, Optional.empty(), true), "SIEM_HTTP_KEY_FILE");
        refuses(new TlsFiles(certificate, folder, Optional.empty(), true), "SIEM_HTTP_KEY_FILE");
        refuses(new TlsFiles(Path.of("/dev/zero"), other, Optional.empty(), true), "SIEM_HTTP_CERTIFICATE_FILE");
        refuses(
                new TlsFiles(certificate, Path.of(authority.keyFile("server")), Optional.of(other), true),
                "SIEM_HTTP_CLIENT_CA_FILE");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_client_is_known_by_the_certificate_that_an_authority_of_ours_signed(boolean isRequired) throws Exception {
        TestAuthority authority = authority();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        TestAuthority stranger = new TestAuthority(elsewhere).sign("other", HERE, "-1d", 10);
        try (Listening server = listen(pair(authority, Optional.of(Path.of(authority.caFile())), isRequired))) {
            assertThat(server.get(client(authority, "other", "TLSv1.3", HttpClient.Version.HTTP_1_1))
                            .body())
                    .contains("CN=other");

            HttpClient forged = HttpClient.newBuilder()
                    .sslContext(mixed(stranger, authority))
                    .build();
            assertThatThrownBy(() -> server.get(forged)).isInstanceOf(IOException.class);
            HttpClient unknown =
                    HttpClient.newBuilder().sslContext(authority.client()).build();
            if (isRequired) {
                assertThatThrownBy(() -> server.get(unknown)).isInstanceOf(IOException.class);
            } else {
                assertThat(server.get(unknown).body()).isEqualTo("nobody");
            }
        }
    }

    private TestAuthority authority() {
        return new TestAuthority(folder).sign("server", HERE, "-1d", 10).sign("other", HERE, "-1d", 10);
    }

    private TlsFiles pair(TestAuthority authority, Optional<Path> clients, boolean isRequired) throws IOException {
        Path certificate = Files.copy(Path.of(authority.certificateFile("server")), folder.resolve("tls.crt"));
        Path key = Files.copy(Path.of(authority.keyFile("server")), folder.resolve("tls.key"));
        return new TlsFiles(certificate, key, clients, isRequired);
    }

    private static void replace(Path file, String by) throws IOException {
        Files.copy(Path.of(by), file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void refuses(TlsFiles files, String word) {
        Vertx vertx = Vertx.vertx();
        try {
            assertThatThrownBy(() -> TlsMaterial.read(files, vertx))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(word);
        } finally {
            vertx.close();
        }
    }

    private static HttpClient client(
            TestAuthority authority, String alias, String protocol, HttpClient.Version version) {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {protocol});
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(authority.server(alias))
                .sslParameters(parameters)
                .build();
    }

    private static SSLContext mixed(TestAuthority own, TestAuthority trusted) {
        return own.client("other", trusted);
    }

    private static String serial(TestAuthority authority, Listening server) {
        try {
            HttpResponse<String> answer =
                    server.get(client(authority, "other", "TLSv1.3", HttpClient.Version.HTTP_1_1));
            Certificate shown = answer.sslSession().orElseThrow().getPeerCertificates()[0];
            return ((X509Certificate) shown).getSerialNumber().toString();
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private static Listening listen(TlsFiles files) {
        return listen(files, true);
    }

    private static Listening listen(TlsFiles files, boolean isHttp2) {
        int port = Ports.free();
        Server server = TestServer.on(port, 1 << 20, isHttp2, Optional.of(files));
        server.guard(request -> request.response().end(subject(request.request())));
        server.listen();
        return new Listening(server, port);
    }

    private static String subject(HttpServerRequest request) {
        try {
            Certificate shown = request.connection().peerCertificates().get(0);
            return ((X509Certificate) shown).getSubjectX500Principal().getName();
        } catch (SSLPeerUnverifiedException none) {
            return "nobody";
        }
    }

    private record Listening(Server server, int port) implements AutoCloseable {

        HttpResponse<String> get(HttpClient client) throws IOException, InterruptedException {
            URI address = URI.create("https://localhost:" + port + "/");
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
