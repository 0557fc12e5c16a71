package routes.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.Await;
import routes.Ports;
import routes.deliver.LogLines;
import routes.destination.net.TestAuthority;
import routes.server.Server;
import routes.server.TestServer;

/** Whoever cannot finish a TLS handshake gets no answer that says why; whoever runs the router finds it in the log. */
class HandshakeFaultTest {

    private static final String HERE = "dns:localhost,ip:127.0.0.1";
    private static final String TOLD = "Address and reason of the last: 127.0.0.1: ";

    @TempDir
    private Path folder;

    private TestAuthority authority;
    private TestAuthority stranger;

    private interface Client {
        void talk(int port) throws IOException;
    }

    @BeforeEach
    void two_authorities_of_which_the_router_knows_one() throws IOException {
        authority = new TestAuthority(folder).sign("server", HERE, "-1d", 10).sign("ended", HERE, "-10d", 5);
        stranger = new TestAuthority(Files.createDirectory(folder.resolve("stranger"))).sign("edge", HERE, "-1d", 10);
    }

    @Test
    void the_log_tells_who_shows_no_good_certificate_and_who_does_not_trust_the_router_s() {
        tells("it showed no certificate", port -> handshake(port, authority.client(), "TLSv1.3"));
        tells("it showed no certificate", port -> handshake(port, authority.client(), "TLSv1.2"));
        tells("no authority of", port -> handshake(port, stranger.client("edge", authority), "TLSv1.3"));
        tells("its certificate has ended", port -> handshake(port, authority.server("ended"), "TLSv1.3"));
        tells("it does not trust", port -> handshake(port, stranger.client(), "TLSv1.3"));
        tells("it does not trust", port -> handshake(port, stranger.client(), "TLSv1.2"));
    }

    /** By hand: no client of today's Java speaks the like. */
    @Test
    void the_log_tells_who_speaks_another_tls_or_none() {
        String random = "ab".repeat(32);
        tells("it speaks no TLS 1.2", port -> send(port, "160301002d 01000029 0301" + random + "00 0002 002f 0100"));
        tells("it has no cipher", port -> send(port, "160301002d 01000029 0303" + random + "00 0002 0001 0100"));
        tells("it is not well-formed TLS", port -> send(port, "1603010004 63616e61"));
        tells("it closed the connection", port -> send(port, "1603010100 01"));
    }

    @Test
    void two_hundred_in_a_row_are_one_line_and_counted() {
        MeterRegistry metrics = new SimpleMeterRegistry();
        try (LogLines log = LogLines.capture();
                Server server = listen(metrics, Ports.free())) {
            int port = server.listen();
            for (int i = 0; i < 200; i++) {
                assertThatThrownBy(() -> handshake(port, authority.client(), "TLSv1.2"))
                        .isInstanceOf(IOException.class);
            }
            Await.until("all are counted", () -> failed(metrics) == 200, () -> "counted: " + failed(metrics));

            assertThat(told(log)).hasSize(1);
        }
    }

    @Test
    void a_probe_of_the_port_and_plain_http_are_no_handshake() throws IOException {
        MeterRegistry metrics = new SimpleMeterRegistry();
        try (LogLines log = LogLines.capture();
                Server server = listen(metrics, Ports.free())) {
            int port = server.listen();
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            assertThat(send(port, "474554202f20485454502f312e310d0a0d0a")).isPositive();
            assertThatThrownBy(() -> handshake(port, authority.client(), "TLSv1.2"))
                    .isInstanceOf(IOException.class);
            Await.until("the last is counted", () -> failed(metrics) > 0);

            assertThat(failed(metrics)).isEqualTo(1);
            assertThat(told(log)).hasSize(1);
        }
    }

    private void tells(String words, Client client) {
        try (LogLines log = LogLines.capture();
                Server server = listen(new SimpleMeterRegistry(), Ports.free())) {
            int port = server.listen();
            try {
                client.talk(port);
            } catch (IOException cut) {
                // what the client hears of it is not what counts here
            }
            Await.until("the log says: " + words, () -> !told(log).isEmpty());
            assertThat(told(log)).singleElement().asString().contains(TOLD + words);
        }
    }

    private Server listen(MeterRegistry metrics, int port) {
        TlsFiles files = new TlsFiles(
                Path.of(authority.certificateFile("server")),
                Path.of(authority.keyFile("server")),
                Optional.of(Path.of(authority.caFile())),
                true);
        return TestServer.on(port, 1 << 20, false, Optional.of(files), metrics);
    }

    private static List<String> told(LogLines log) {
        return log.all().stream().filter(line -> line.contains("TLS handshake")).toList();
    }

    private static double failed(MeterRegistry metrics) {
        return metrics.get("siem.http.connections.cut")
                .tag("reason", "handshake")
                .counter()
                .count();
    }

    private static void handshake(int port, SSLContext context, String version) throws IOException {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            if (socket.getInputStream().read() < 0) {
                throw new IOException("the server hung up");
            }
        }
    }

    private static int send(int port, String hex) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(HexFormat.of().parseHex(hex.replace(" ", "")));
            socket.shutdownOutput();
            return socket.getInputStream().readAllBytes().length;
        }
    }
}
