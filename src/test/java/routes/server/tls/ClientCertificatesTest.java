package routes.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import routes.Await;
import routes.Ports;
import routes.destination.net.TestAuthority;
import routes.server.Server;
import routes.server.TestServer;

/** Certificates of clients that were good when their connection, or the session that they resume, began. */
class ClientCertificatesTest {

    private static final String HERE = "dns:localhost,ip:127.0.0.1";

    @TempDir
    private Path folder;

    private final int port = Ports.free();

    @ParameterizedTest
    @EnumSource
    void one_whose_authority_was_taken_out_of_the_file_opens_nothing(HttpClient.Version version) throws Exception {
        TestAuthority authority =
                new TestAuthority(folder).sign("server", HERE, "-1d", 10).sign("edge", HERE, "-1d", 10);
        TestAuthority other = new TestAuthority(Files.createDirectory(folder.resolve("other")));
        Path authorities = Files.copy(Path.of(authority.caFile()), folder.resolve("clients.pem"));
        HttpClient open = client(authority, "edge", version);
        Server server = listen(authority, authorities);
        try {
            assertThat(get(open).body()).isEqualTo("in");

            Files.copy(Path.of(other.caFile()), authorities, StandardCopyOption.REPLACE_EXISTING);

            Await.until("the open connection opens nothing", () -> status(open) == 401);
            assertThat(get(open).body()).as("nor does the session, resumed").contains("certificate_not_valid");
        } finally {
            server.close();
        }
    }

    @Test
    void one_that_ends_opens_nothing_from_then_on() throws Exception {
        TestAuthority authority =
                new TestAuthority(folder).sign("server", HERE, "-1d", 10).sign("short", HERE, "-1d+20S", 1);
        HttpClient open = client(authority, "short", HttpClient.Version.HTTP_1_1);
        Server server = listen(authority, Path.of(authority.caFile()));
        try {
            assertThat(get(open).body()).isEqualTo("in");

            Await.until("it has ended", () -> status(open) == 401);
        } finally {
            server.close();
        }
    }

    private Server listen(TestAuthority authority, Path authorities) {
        TlsFiles files = new TlsFiles(
                Path.of(authority.certificateFile("server")),
                Path.of(authority.keyFile("server")),
                Optional.of(authorities),
                true);
        Server server = TestServer.on(port, 1 << 20, true, Optional.of(files));
        server.guard(request -> request.response().end("in"));
        server.listen();
        return server;
    }

    private static HttpClient client(TestAuthority authority, String alias, HttpClient.Version version) {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(authority.server(alias))
                .build();
    }

    private HttpResponse<String> get(HttpClient client) throws IOException, InterruptedException {
        URI address = URI.create("https://localhost:" + port + "/");
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private int status(HttpClient client) {
        try {
            return get(client).statusCode();
        } catch (IOException | InterruptedException refused) {
            throw new AssertionError(refused);
        }
    }
}
