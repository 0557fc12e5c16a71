package routes.destination.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.deliver.DeliveryState;
import routes.deliver.health.Counters;
import routes.deliver.health.DeliveryStatus;
import routes.destination.CalledSink;
import routes.destination.net.CertificateEnd;
import routes.destination.net.TestAuthority;
import routes.event.Batch;
import routes.event.Samples;
import routes.verdict.DeliveryException;
import routes.verdict.Judge;
import routes.verdict.Verdict;

/** The HTTP sinks over TLS, against a real server whose certificates are made for the test. */
class HttpTlsTest {

    private static final Map<String, String> NOTHING = Map.of();

    @TempDir
    private static Path folder;

    private static TestAuthority authority;

    private final Batch one = Samples.batch("policy-deny", 1);

    @BeforeAll
    static void sign() {
        String here = "dns:localhost,ip:127.0.0.1";
        authority = new TestAuthority(folder)
                .sign("good", here, "-1d", 400)
                .sign("elsewhere", "dns:other.example", "-1d", 400)
                .sign("expired", here, "-10d", 5)
                .sign("ending", here, "-1d", 11)
                .sign("client", here, "-1d", 400)
                .sign("client-ending", here, "-1d", 11);
    }

    @Test
    void a_certificate_of_our_own_authority_is_trusted_and_the_connection_used_again() {
        try (Receiver receiver = Receiver.tls(authority.server("good"), false);
                CalledSink sink = sink(receiver, Map.of("caFile", authority.caFile()))) {
            assertThat(sink.send(one).getException()).isNull();
            assertThat(end(sink.send(one)).warning(Instant.now())).isEmpty();

            assertThat(receiver.requests()).hasSize(2);
            assertThat(receiver.connections()).isEqualTo(1);
        }
    }

    @Test
    void splunk_is_reached_over_tls_by_the_same_settings() {
        try (Receiver receiver = Receiver.tls(authority.server("ending"), true)) {
            receiver.answerNext(
                    200,
                    "{\"text\":\"Success\",\"code\":0}".getBytes(StandardCharsets.UTF_8),
                    "Content-Type",
                    "application/json");
            Map<String, String> settings = new HashMap<>(ourselves("client"));
            settings.put("url", receiver.url());
            settings.put("token", "t");
            try (CalledSink sink = CalledSink.of("siem-splunk-hec-sink", settings)) {
                Exchange sent = sink.send(one);

                assertThat(sent.getException()).isNull();
                assertThat(end(sent).warning(Instant.now())).isPresent();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "elsewhere,true,tls_certificate,another host name",
        "expired,true,tls_certificate,has expired",
        "good,false,tls_certificate,not trusted"
    })
    void a_certificate_that_is_not_right_parks_and_nothing_is_sent(
            String certificate, boolean withAuthority, String code, String detail) {
        try (Receiver receiver = Receiver.tls(authority.server(certificate), false);
                CalledSink sink = sink(receiver, withAuthority ? Map.of("caFile", authority.caFile()) : NOTHING)) {
            DeliveryException said = judged(sink.send(one));

            assertThat(said.rest()).isEqualTo(Verdict.PARKED);
            assertThat(said.reason().code()).isEqualTo(code);
            assertThat(said.reason().detail()).contains(detail);
            assertThat(said.reason().remedy()).isNotEmpty();
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void an_expired_certificate_parks_though_it_is_named_among_the_authorities_itself() {
        try (Receiver receiver = Receiver.tls(authority.server("expired"), false);
                CalledSink sink = sink(receiver, Map.of("caFile", authority.certificateFile("expired")))) {
            assertThat(judged(sink.send(one)).reason().detail()).contains("has expired");
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void a_port_that_speaks_no_tls_parks() throws IOException {
        try (ServerSocket mail = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                CalledSink sink =
                        CalledSink.of("siem-webhook-sink", Map.of("url", "https://127.0.0.1:" + mail.getLocalPort()))) {
            new Thread(() -> greet(mail)).start();
            DeliveryException said = judged(sink.send(one));

            assertThat(said.rest()).isEqualTo(Verdict.PARKED);
            assertThat(said.reason().code()).isEqualTo("tls_failure");
        }
    }

    /** Speaks first and in plain text, as a mail server does, and listens until the peer goes. */
    private static void greet(ServerSocket mail) {
        try (Socket peer = mail.accept()) {
            peer.getOutputStream().write("220 mail ready\r\n".getBytes(StandardCharsets.US_ASCII));
            peer.getInputStream().readAllBytes();
        } catch (IOException gone) {
            // the peer hung up, as it should
        }
    }

    @Test
    void a_client_certificate_is_shown_where_it_is_asked_for_and_its_connection_is_used_again() {
        try (Receiver receiver = Receiver.tls(authority.server("good"), true);
                CalledSink sink = sink(receiver, ourselves("client"))) {
            assertThat(sink.send(one).getException()).isNull();
            assertThat(sink.send(one).getException()).isNull();

            assertThat(receiver.requests()).hasSize(2);
            assertThat(receiver.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_destination_that_asks_for_a_client_certificate_gets_nothing_without_one() {
        try (Receiver receiver = Receiver.tls(authority.server("good"), true);
                CalledSink sink = sink(receiver, Map.of("caFile", authority.caFile()))) {
            assertThat(sink.send(one).getException()).isInstanceOf(IOException.class);
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void the_status_warns_of_whichever_certificate_ends_within_thirty_days() {
        try (Receiver receiver = Receiver.tls(authority.server("good"), true);
                CalledSink sink = sink(receiver, ourselves("client-ending"))) {
            CertificateEnd end = end(sink.send(one));

            assertThat(end.ours()).isTrue();
            assertThat(end.warning(Instant.now()))
                    .hasValueSatisfying(reason -> assertThat(reason.code()).isEqualTo("tls_certificate_expiring"));
            assertThat(end.warning(end.at().minus(Duration.ofDays(31)))).isEmpty();
            assertThat(status(end).reason())
                    .hasValueSatisfying(reason -> assertThat(reason.detail()).contains("client certificate ends on"));
        }
    }

    @Test
    void files_that_cannot_be_used_park_with_the_settings_name_and_are_read_again_when_mended() throws IOException {
        Path file = folder.resolve("later.pem");
        try (Receiver receiver = Receiver.tls(authority.server("good"), false);
                CalledSink sink = sink(receiver, Map.of("caFile", file.toString()))) {
            assertThat(judged(sink.send(one)).reason().detail())
                    .startsWith("ca_file = ")
                    .endsWith("that holds CERTIFICATE in PEM.");
            Files.writeString(file, "canary, no certificate");
            DeliveryException said = judged(sink.send(one));
            assertThat(said.rest()).isEqualTo(Verdict.PARKED);
            assertThat(said.reason().detail())
                    .endsWith("that holds CERTIFICATE in PEM.")
                    .doesNotContain("canary");

            Files.copy(Path.of(authority.caFile()), file, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
            assertThat(sink.send(one).getException()).isNull();
        }
    }

    @Test
    void a_client_certificate_without_its_key_parks() {
        try (Receiver receiver = Receiver.tls(authority.server("good"), false);
                CalledSink sink =
                        sink(receiver, Map.of("clientCertificateFile", authority.certificateFile("client")))) {
            assertThat(judged(sink.send(one)).reason().code()).isEqualTo("tls_file");
        }
    }

    private static CalledSink sink(Receiver receiver, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("url", receiver.url());
        return CalledSink.of("siem-webhook-sink", settings);
    }

    private static Map<String, String> ourselves(String alias) {
        return Map.of(
                "caFile", authority.caFile(),
                "clientCertificateFile", authority.certificateFile(alias),
                "clientKeyFile", authority.keyFile(alias));
    }

    private static DeliveryException judged(Exchange sent) {
        return new Judge(Clock.systemUTC()).judge(sent.getException());
    }

    private static CertificateEnd end(Exchange sent) {
        assertThat(sent.getException()).isNull();
        return sent.getProperty(CertificateEnd.PROPERTY, CertificateEnd.class);
    }

    private static DeliveryStatus status(CertificateEnd end) {
        DeliveryState state = new DeliveryState(Clock.systemUTC(), new Counters((name, more) -> {}, name -> 0));
        state.connectedUntil(end);
        state.delivered(1);
        return state.status(0, Optional.empty(), 0);
    }
}
