package routes.destination.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.Await;
import routes.SyslogReceiver;
import routes.destination.CalledSink;
import routes.destination.net.CertificateEnd;
import routes.destination.net.TestAuthority;
import routes.event.Batch;
import routes.event.Samples;
import routes.journal.camel.JournalEndpoint;
import routes.verdict.DeliveryException;
import routes.verdict.Judge;
import routes.verdict.Verdict;

/** The Kamelet in a real Camel, as the deliver route calls it, against receivers on real sockets. */
class SyslogCefSinkTest {

    private static final Map<String, String> QUICK = Map.of("confirmAfter", "100");

    private final Batch batch =
            new Batch(List.of(Samples.event("policy-deny"), Samples.event("dlp-match"), Samples.event("audit-redact")));

    @ParameterizedTest
    @ValueSource(strings = {"lf", "octet"})
    void a_batch_arrives_as_one_message_an_event(String framing) {
        try (SyslogReceiver receiver = SyslogReceiver.tcp();
                CalledSink sink = sink("syslog://127.0.0.1:" + receiver.port(), Map.of("framing", framing))) {
            Exchange sent = sink.send(batch);

            assertThat(sent.getException()).isNull();
            assertThat(sent.getMessage().getBody()).isSameAs(batch);
            assertThat(sent.getMessage().getHeaders()).isEmpty();
            assertThat(sent.getVariables()).isEmpty();
            Await.until("three messages", () -> receiver.messages().size() == 3);
            assertThat(receiver.messages()).allMatch(message -> message.matches("(?s)<1[0-9]{2}>.* CEF:0\\|.*"));
        }
    }

    @Test
    void every_form_of_a_lone_event_is_the_same_message_as_the_batch() {
        try (SyslogReceiver receiver = SyslogReceiver.tcp();
                CalledSink sink = sink("syslog://127.0.0.1:" + receiver.port(), QUICK)) {
            sink.send(new Batch(List.of(Samples.event("dlp-match"))));
            for (Object body : Samples.loneBodies("dlp-match")) {
                assertThat(sink.send(body).getException()).isNull();
            }
            sink.send(Samples.json("dlp-match").put("matched_text", "canary").toString());

            Await.until("all messages", () -> receiver.messages().size() == 8);
            assertThat(receiver.messages()).containsOnly(receiver.messages().get(0));
        }
    }

    @Test
    void messages_of_many_batches_share_a_connection_and_keep_their_order() {
        try (SyslogReceiver receiver = SyslogReceiver.tcp();
                CalledSink sink = sink("syslog://127.0.0.1:" + receiver.port(), QUICK)) {
            for (int i = 0; i < 50; i++) {
                assertThat(sink.send(batch).getException()).isNull();
            }
            Await.until("all messages", () -> receiver.messages().size() == 150);
            assertThat(receiver.accepted()).isEqualTo(1);
        }
    }

    @Test
    void what_was_written_counts_when_the_connection_has_stood() {
        try (SyslogReceiver receiver = SyslogReceiver.tcp();
                CalledSink sink = sink("syslog://127.0.0.1:" + receiver.port(), QUICK)) {
            CompletableFuture<?> confirmation = confirmation(sink.send(batch));

            Await.until("it is confirmed", confirmation::isDone);
            assertThat(confirmation).isCompleted();
        }
    }

    @Test
    void what_was_written_before_a_reset_is_lost() throws Exception {
        try (SyslogReceiver receiver = SyslogReceiver.tcp();
                CalledSink sink = sink("syslog://127.0.0.1:" + receiver.port(), Map.of("confirmAfter", "600000"))) {
            CompletableFuture<?> confirmation = confirmation(sink.send(batch));
            Await.until("it is there", () -> receiver.messages().size() == 3);

            receiver.reset();

            Await.until("it is lost", confirmation::isDone);
            assertThat(confirmation).isCompletedExceptionally();
            assertThat(sink.send(batch).getException()).isNull();
            Await.until("it came again", () -> receiver.messages().size() == 6);
        }
    }

    @Test
    void a_receiver_that_is_down_is_tried_again() {
        try (SyslogReceiver receiver = SyslogReceiver.down();
                CalledSink sink = sink("syslog://127.0.0.1:" + receiver.port(), QUICK)) {
            DeliveryException said = judged(sink.send(batch));

            assertThat(said.rest()).isEqualTo(Verdict.AGAIN);
            assertThat(said.reason().code()).isEqualTo("connection_refused");
        }
    }

    @Test
    void a_receiver_that_reads_nothing_is_given_up() {
        try (SyslogReceiver receiver = SyslogReceiver.tcp();
                CalledSink sink = sink(
                        "syslog://127.0.0.1:" + receiver.port(),
                        Map.of("writeTimeout", "200", "confirmAfter", "600000"))) {
            receiver.stall();
            Exchange sent = sink.send(batch);
            while (sent.getException() == null) {
                sent = sink.send(batch);
            }
            assertThat(judged(sent).rest()).isEqualTo(Verdict.AGAIN);
        }
    }

    @Test
    void over_tls_the_messages_are_counted_and_the_certificate_is_noted(@TempDir Path folder) {
        TestAuthority authority = new TestAuthority(folder).sign("receiver", "dns:localhost,ip:127.0.0.1", "-1d", 10);
        try (SyslogReceiver receiver = SyslogReceiver.tls(authority.server("receiver"), false);
                CalledSink sink =
                        sink("syslog+tls://localhost:" + receiver.port(), Map.of("caFile", authority.caFile()))) {
            Exchange sent = sink.send(batch);

            assertThat(sent.getException()).isNull();
            Await.until("three messages", () -> receiver.messages().size() == 3);
            assertThat(sent.getProperty(CertificateEnd.PROPERTY)).isNotNull();
        }
    }

    @Test
    void a_certificate_for_another_host_parks(@TempDir Path folder) {
        TestAuthority authority = new TestAuthority(folder).sign("receiver", "dns:elsewhere", "-1d", 10);
        try (SyslogReceiver receiver = SyslogReceiver.tls(authority.server("receiver"), false);
                CalledSink sink =
                        sink("syslog+tls://localhost:" + receiver.port(), Map.of("caFile", authority.caFile()))) {
            DeliveryException said = judged(sink.send(batch));

            assertThat(said.rest()).isEqualTo(Verdict.PARKED);
            assertThat(said.reason().code()).isEqualTo("tls_certificate");
            assertThat(receiver.messages()).isEmpty();
        }
    }

    @Test
    void an_authority_file_that_is_not_there_parks_before_anything_is_sent() {
        try (SyslogReceiver receiver = SyslogReceiver.tcp();
                CalledSink sink =
                        sink("syslog+tls://localhost:" + receiver.port(), Map.of("caFile", "no-such-file.pem"))) {
            DeliveryException said = judged(sink.send(batch));

            assertThat(said.rest()).isEqualTo(Verdict.PARKED);
            assertThat(said.reason().code()).isEqualTo("tls_file");
        }
    }

    private static CompletableFuture<?> confirmation(Exchange sent) {
        assertThat(sent.getException()).isNull();
        return sent.getProperty(JournalEndpoint.CONFIRMATION, CompletableFuture.class);
    }

    private static DeliveryException judged(Exchange sent) {
        return new Judge(Clock.systemUTC()).judge(sent.getException());
    }

    private static CalledSink sink(String url, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("url", url);
        return CalledSink.of("siem-syslog-cef-sink", settings);
    }
}
