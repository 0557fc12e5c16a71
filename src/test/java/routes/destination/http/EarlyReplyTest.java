package routes.destination.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.Await;
import routes.destination.CalledSink;
import routes.destination.net.TestAuthority;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Samples;
import routes.verdict.Judge;

/** A destination that refuses a request before it has all of it is heard, whatever it does with the connection afterwards. */
@Timeout(120)
class EarlyReplyTest {

    /** More than the buffers of both ends of a connection hold. */
    private static final Batch LARGE = large();

    private static final String REFUSAL =
            "HTTP/1.1 %d Early\r\nContent-Length: 2\r\nConnection: %s\r\nRetry-After: 1\r\n\r\nno";

    @TempDir
    private static Path folder;

    private static TestAuthority authority;

    /** What the destination does when it has answered. */
    private enum Afterwards {
        /** As Go's server does it: what it did not read causes a reset. */
        ENDS {
            @Override
            void on(Socket connection, FaultyPeer peer) throws IOException {
                connection.shutdownOutput();
            }
        },
        RESETS {
            @Override
            void on(Socket connection, FaultyPeer peer) throws IOException {
                connection.setSoLinger(true, 0);
            }
        },
        /** As nginx does it for a while. */
        READS_ON {
            @Override
            void on(Socket connection, FaultyPeer peer) throws IOException {
                connection.getInputStream().skip(Long.MAX_VALUE);
            }
        },
        KEEPS_AND_READS_NOTHING {
            @Override
            void on(Socket connection, FaultyPeer peer) {
                peer.hold();
            }
        };

        abstract void on(Socket connection, FaultyPeer peer) throws IOException;
    }

    @BeforeAll
    static void sign() {
        authority = new TestAuthority(folder).sign("server", "dns:localhost,ip:127.0.0.1", "-1d", 400);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(Afterwards.values()).flatMap(afterwards -> Stream.of(true, false)
                .flatMap(tls -> Stream.of(
                        Arguments.of(413, "close", "nothing", afterwards, tls),
                        Arguments.of(413, "keep-alive", "some", afterwards, tls),
                        Arguments.of(401, "keep-alive", "some", afterwards, tls),
                        Arguments.of(403, "close", "some", afterwards, tls),
                        Arguments.of(429, "close", "nothing", afterwards, tls),
                        Arguments.of(503, "keep-alive", "nothing", afterwards, tls))));
    }

    @ParameterizedTest(name = "{0} with Connection: {1} when {2} of the body is read, then it {3}, TLS: {4}")
    @MethodSource("refusals")
    void a_refusal_before_the_body_is_in_is_the_reply(
            int status, String connection, String read, Afterwards afterwards, boolean tls) {
        FaultyPeer peer = tls ? FaultyPeer.tls(authority.server("server")) : FaultyPeer.holding();
        peer.does(socket -> {
            head(socket.getInputStream());
            if (read.equals("some")) {
                socket.getInputStream().readNBytes(100_000);
            }
            FaultyPeer.write(socket, REFUSAL.formatted(status, connection));
            afterwards.on(socket, peer);
        });
        try (peer;
                CalledSink sink = sink(peer, "siem-webhook-sink")) {
            assertThat(reason(sink.send(LARGE))).contains("http_" + status);

            peer.mend();
            assertThat(sink.send(Samples.batch("policy-deny", 1)).getException())
                    .isNull();
            assertThat(peer.bodies()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"siem-webhook-sink", "siem-splunk-hec-sink", "siem-elasticsearch-sink", "siem-datadog-sink"})
    void every_http_sink_hears_it(String kamelet) {
        FaultyPeer peer = FaultyPeer.with(socket -> {
            head(socket.getInputStream());
            FaultyPeer.write(socket, REFUSAL.formatted(413, "close"));
        });
        try (peer;
                CalledSink sink = sink(peer, kamelet)) {
            assertThat(reason(sink.send(Samples.part(LARGE, 0, 450)))).contains("http_413");
        }
    }

    @Test
    void an_interim_reply_before_the_body_is_in_ends_nothing() {
        FaultyPeer peer = FaultyPeer.holding();
        peer.does(socket -> {
            FaultyPeer.write(socket, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n");
            peer.answer(socket);
        });
        try (peer;
                CalledSink sink = sink(peer, "siem-webhook-sink")) {
            assertThat(sink.send(LARGE).getException()).isNull();
            assertThat(peer.bodies()).hasSize(1);
        }
    }

    @Test
    void who_says_2xx_early_is_sent_the_rest() {
        FaultyPeer peer = FaultyPeer.holding();
        peer.does(socket -> {
            FaultyPeer.write(socket, "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
            peer.keep(FaultyPeer.read(socket));
        });
        try (peer;
                CalledSink sink = sink(peer, "siem-webhook-sink")) {
            assertThat(sink.send(LARGE).getException()).isNull();
            Await.until("it has the body", () -> peer.bodies().size() == 1);
        }
    }

    @Test
    void who_says_2xx_and_hangs_up_before_the_body_is_in_does_not_have_it() {
        FaultyPeer peer = FaultyPeer.with(socket -> {
            head(socket.getInputStream());
            FaultyPeer.write(socket, "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
        });
        try (peer;
                CalledSink sink = sink(peer, "siem-webhook-sink")) {
            assertThat(reason(sink.send(LARGE))).contains("connection_lost");
        }
    }

    /** Of today: Datadog takes no others. */
    private static Batch large() {
        String today = Instant.now().toString();
        Event event = Samples.event(
                Samples.json("policy-deny").put("occurred_at", today).put("reason", "long ".repeat(800)));
        return new Batch(Collections.nCopies(1_000, event));
    }

    private static void head(InputStream in) throws IOException {
        FaultyPeer.until(in, "\r\n\r\n");
    }

    private static CalledSink sink(FaultyPeer peer, String kamelet) {
        Map<String, String> settings = new HashMap<>(Map.of("url", peer.url(), "caFile", authority.caFile()));
        settings.putAll(Map.of("responseTimeout", "20000", "maxBytes", "50000000"));
        settings.putAll(
                switch (kamelet) {
                    case "siem-webhook-sink" -> Map.of("maxEvents", "50000");
                    case "siem-splunk-hec-sink" -> Map.of("token", "t");
                    case "siem-datadog-sink" -> Map.of("apiKey", "k", "maxEvents", "50000");
                    default -> Map.of();
                });
        return CalledSink.of(kamelet, settings);
    }

    private static Optional<String> reason(Exchange sent) {
        return Optional.ofNullable(sent.getException())
                .map(failure ->
                        new Judge(Clock.systemUTC()).judge(failure).reason().code());
    }
}
