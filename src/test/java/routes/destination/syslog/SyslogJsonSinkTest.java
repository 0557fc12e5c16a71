package routes.destination.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.Await;
import routes.DatagramReceiver;
import routes.SyslogReceiver;
import routes.destination.CalledSink;
import routes.destination.net.TestAuthority;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Samples;
import routes.journal.camel.JournalEndpoint;
import routes.verdict.DeliveryException;
import routes.verdict.Judge;
import routes.verdict.Verdict;

/** The Kamelet in a real Camel, as the deliver route calls it, against receivers on real sockets; and datagrams of both sinks. */
class SyslogJsonSinkTest {

    private static final String MESSAGE = "<134>1 2[^ ]+ gate-1 mcp-redaction - - - \\{.*}";

    private final Event large = Samples.event(Samples.json("policy-deny").put("reason", "x".repeat(10_000)));
    private final Batch batch =
            new Batch(List.of(Samples.event("policy-deny"), Samples.event("dlp-match"), Samples.event("audit-redact")));

    @ParameterizedTest
    @ValueSource(strings = {"lf", "octet"})
    void a_batch_arrives_over_tcp(String framing) {
        try (SyslogReceiver receiver = SyslogReceiver.tcp();
                CalledSink sink = sink("syslog://127.0.0.1:" + receiver.port(), Map.of("framing", framing))) {
            Exchange sent = sink.send(batch);

            assertThat(sent.getException()).isNull();
            assertThat(sent.getMessage().getBody()).isSameAs(batch);
            assertThat(sent.getVariables()).isEmpty();
            assertThat(sent.getProperty(JournalEndpoint.CONFIRMATION)).isNotNull();
            Await.until("three messages", () -> receiver.messages().size() == 3);
            assertThat(receiver.messages()).allMatch(message -> message.matches(MESSAGE));
        }
    }

    @Test
    void a_batch_arrives_over_tls(@TempDir Path folder) {
        TestAuthority authority = new TestAuthority(folder).sign("receiver", "dns:localhost", "-1d", 10);
        try (SyslogReceiver receiver = SyslogReceiver.tls(authority.server("receiver"), false);
                CalledSink sink =
                        sink("syslog+tls://localhost:" + receiver.port(), Map.of("caFile", authority.caFile()))) {
            assertThat(sink.send(batch).getException()).isNull();

            Await.until("three messages", () -> receiver.messages().size() == 3);
            assertThat(receiver.messages()).allMatch(message -> message.matches(MESSAGE));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"siem-syslog-json-sink", "siem-syslog-cef-sink"})
    void a_batch_arrives_as_datagrams_and_counts_at_once_as_sent(String kamelet) {
        try (DatagramReceiver receiver = new DatagramReceiver();
                CalledSink sink = sink(kamelet, "syslog+udp://127.0.0.1:" + receiver.port(), Map.of())) {
            Exchange sent = sink.send(batch);

            assertThat(sent.getException()).isNull();
            assertThat(sent.getProperty(JournalEndpoint.CONFIRMATION)).isNull();
            assertThat(sent.getProperty(JournalEndpoint.UNANSWERED)).isEqualTo(true);
            Await.until("three datagrams", () -> receiver.messages().size() == 3);
            assertThat(receiver.messages()).allMatch(message -> message.startsWith("<13") && !message.contains("\n"));
        }
    }

    @Test
    void a_message_larger_than_any_datagram_is_shortened_and_the_next_ones_go_on() {
        Event huge = Samples.event(Samples.json("policy-deny").put("reason", "x".repeat(70_000)));
        try (DatagramReceiver receiver = new DatagramReceiver();
                CalledSink sink = sink(
                        "siem-syslog-cef-sink",
                        "syslog+udp://127.0.0.1:" + receiver.port(),
                        Map.of("maxMessageBytes", "100000"))) {
            assertThat(sink.send(new Batch(List.of(huge, Samples.event("dlp-match"))))
                            .getException())
                    .isNull();

            Await.until("two datagrams", () -> receiver.messages().size() == 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"syslog://no-such-host.invalid:514", "syslog+udp://no-such-host.invalid:514"})
    void a_name_that_nobody_knows_is_tried_again(String url) {
        try (CalledSink sink = sink(url, Map.of())) {
            DeliveryException said = judged(sink.send(batch));

            assertThat(said.rest()).isEqualTo(Verdict.AGAIN);
            assertThat(said.reason().code()).isEqualTo("unknown_host");
        }
    }

    @Test
    void datagrams_that_nobody_takes_are_heard_of_and_tried_again() {
        DatagramReceiver gone = new DatagramReceiver();
        String url = "syslog+udp://127.0.0.1:" + gone.port();
        gone.close();
        try (CalledSink sink = sink(url, Map.of())) {
            Exchange[] sent = {sink.send(batch)};
            Await.until("the system says so", () -> {
                sent[0] = sink.send(batch);
                return sent[0].getException() != null;
            });
            assertThat(judged(sent[0]).rest()).isEqualTo(Verdict.AGAIN);
        }
    }

    @Test
    void an_event_that_is_too_large_is_refused_once_the_others_are_sent() {
        try (SyslogReceiver receiver = SyslogReceiver.tcp();
                CalledSink sink = sink("syslog://127.0.0.1:" + receiver.port(), Map.of())) {
            Exchange sent = sink.send(new Batch(List.of(Samples.event("policy-deny"), large)));

            DeliveryException said = judged(sent);
            assertThat(said.isLeftOut()).isTrue();
            assertThat(said.isDelivered(0)).isTrue();
            assertThat(said.refusal(1))
                    .hasValueSatisfying(why -> assertThat(why.code()).isEqualTo("message_too_large"));
            assertThat(sent.getProperty(JournalEndpoint.CONFIRMATION)).isNotNull();
            assertThat(sent.getVariables()).isEmpty();
            Await.until("one message", () -> receiver.messages().size() == 1);
            assertThat(sink.send(batch).getException()).isNull();
        }
    }

    @Test
    void where_all_are_too_large_nothing_is_sent() {
        try (SyslogReceiver receiver = SyslogReceiver.tcp();
                CalledSink sink = sink("syslog://127.0.0.1:" + receiver.port(), Map.of())) {
            Exchange sent = sink.send(new Batch(List.of(large)));

            assertThat(judged(sent).isLeftOut()).isTrue();
            assertThat(sent.getProperty(JournalEndpoint.CONFIRMATION)).isNull();
            assertThat(receiver.accepted()).isZero();
        }
    }

    private static DeliveryException judged(Exchange sent) {
        return new Judge(Clock.systemUTC()).judge(sent.getException());
    }

    private static CalledSink sink(String url, Map<String, String> more) {
        return sink("siem-syslog-json-sink", url, more);
    }

    private static CalledSink sink(String kamelet, String url, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("url", url);
        settings.put("host", "gate-1");
        return CalledSink.of(kamelet, settings);
    }
}
