package routes.destination.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.destination.CalledSink;
import routes.event.Batch;
import routes.event.Samples;
import routes.verdict.DeliveryException;
import routes.verdict.Judge;
import routes.verdict.Verdict;

/** Whatever a network does to a request, the sink comes back with a verdict, and sends all of it once the network is well. */
@Timeout(60)
class HttpFaultsTest {

    private static final String HEC = "siem-splunk-hec-sink";
    private static final String WEBHOOK = "siem-webhook-sink";
    private static final String PAGE = "<html>Please log in</html>";

    /** More than the buffers of both ends of a connection hold. */
    private static final int TOO_MANY_FOR_BUFFERS = 40_000;

    /** @param hec and webhook: the reason each gives; none where it counts as delivered */
    private record Case(String name, FaultyPeer.Fault fault, Optional<String> hec, Optional<String> webhook) {
        Case(String name, String reason, FaultyPeer.Fault fault) {
            this(name, fault, Optional.of(reason), Optional.of(reason));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Case> cases() {
        return List.of(
                answers("with a status line that is none", "HTTP/1.1 OK\r\n\r\n"),
                answers("with a status of four digits", "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n"),
                answers("with a length that is no number", "HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\n"),
                answers("with a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"),
                answers("with a header that is none", "HTTP/1.1 200 OK\r\nno colon\r\n\r\n"),
                answers("with a version of its own", "HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n"),
                new Case("resets at once", "connection_lost", HttpFaultsTest::reset),
                new Case("resets in the middle of a request", "connection_lost", peer -> {
                    peer.getInputStream().readNBytes(64);
                    reset(peer);
                }),
                new Case("reads all and hangs up", "connection_lost", FaultyPeer::read),
                new Case("hangs up in the middle of the status", "malformed_reply", peer -> {
                    FaultyPeer.read(peer);
                    FaultyPeer.write(peer, "HTTP/1.1 20");
                }),
                new Case(
                        "says nothing", "timeout", peer -> peer.getInputStream().transferTo(nowhere())),
                new Case("answers when the sink has gone", "timeout", peer -> {
                    FaultyPeer.read(peer);
                    assertThat(peer.getInputStream().read()).isNegative();
                    FaultyPeer.write(peer, FaultyPeer.SUCCESS);
                }),
                new Case("drips its status", "timeout", peer -> FaultyPeer.drip(peer, "HTTP/1.1 200 OK")),
                new Case("drips headers", "timeout", peer -> FaultyPeer.drip(peer, "HTTP/1.1 200 OK\r\nX-Slow: ")),
                new Case("sends headers without an end", "reply_headers_too_large", peer -> {
                    FaultyPeer.read(peer);
                    FaultyPeer.write(peer, "HTTP/1.1 200 OK\r\n");
                    while (true) {
                        FaultyPeer.write(peer, "X-More: and more\r\n");
                    }
                }),
                new Case("sends one header without an end", "reply_headers_too_large", peer -> {
                    FaultyPeer.read(peer);
                    FaultyPeer.write(peer, "HTTP/1.1 200 OK\r\nX-Long: ");
                    while (true) {
                        FaultyPeer.write(peer, "and longer ".repeat(100));
                    }
                }),
                new Case("promises a reply without an end", "timeout", peer -> {
                    FaultyPeer.read(peer);
                    while (true) {
                        FaultyPeer.write(peer, "HTTP/1.1 102 Processing\r\n\r\n");
                    }
                }),
                new Case(
                        "drips a body that never ends",
                        peer -> {
                            FaultyPeer.read(peer);
                            FaultyPeer.write(peer, "HTTP/1.1 200 OK\r\n\r\n");
                            FaultyPeer.drip(peer, "");
                        },
                        Optional.of("hec_unconfirmed"),
                        Optional.empty()),
                new Case(
                        "answers 200 with a page",
                        peer -> {
                            FaultyPeer.read(peer);
                            FaultyPeer.write(peer, FaultyPeer.reply("200 OK", "text/html", PAGE));
                        },
                        Optional.of("hec_unconfirmed"),
                        Optional.empty()),
                new Case("answers 302 to a log-in page", "http_302", peer -> {
                    FaultyPeer.read(peer);
                    FaultyPeer.write(peer, FaultyPeer.reply("302 Found\r\nLocation: /login", "text/html", PAGE));
                }),
                new Case(
                        "speaks another protocol", "malformed_reply", peer -> FaultyPeer.write(peer, "SSH-2.0-x\r\n")));
    }

    private static Case answers(String name, String reply) {
        return new Case("answers " + name, "malformed_reply", peer -> {
            FaultyPeer.read(peer);
            FaultyPeer.write(peer, reply);
        });
    }

    static Stream<Arguments> sinksAndCases() {
        return Stream.of(HEC, WEBHOOK).flatMap(sink -> cases().stream().map(fault -> Arguments.of(sink, fault)));
    }

    @ParameterizedTest(name = "{0}: a destination that {1}")
    @MethodSource("sinksAndCases")
    void a_fault_is_a_reason_and_everything_arrives_when_it_is_mended(String sink, Case peerThat) {
        try (FaultyPeer peer = FaultyPeer.with(peerThat.fault());
                CalledSink called = sink(sink, peer.url())) {
            Batch three = Samples.batch("policy-deny", 3);
            Exchange sent = called.send(three);

            Optional<String> reason = sink.equals(HEC) ? peerThat.hec() : peerThat.webhook();
            assertThat(reason(sent)).isEqualTo(reason);
            peer.mend();
            assertThat(again(called, three).getException()).isNull();
            assertThat(String.join("\n", peer.bodies())).contains("\"id\":\"0\"", "\"id\":\"1\"", "\"id\":\"2\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {HEC, WEBHOOK})
    void a_destination_that_takes_no_bytes_is_given_up(String sink) {
        try (FaultyPeer peer = FaultyPeer.holding();
                CalledSink called = sink(sink, peer.url())) {
            Batch large = Samples.batch("policy-deny", TOO_MANY_FOR_BUFFERS);

            assertThat(reason(called.send(large))).contains("timeout");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {HEC, WEBHOOK})
    void a_destination_that_ends_each_connection_after_an_answer_gets_everything(String sink) {
        try (FaultyPeer peer = FaultyPeer.once();
                CalledSink called = sink(sink, peer.url())) {
            for (int i = 0; i < 20; i++) {
                assertThat(again(called, Samples.batch("policy-deny", 1)).getException())
                        .as("request %d", i)
                        .isNull();
            }
            assertThat(peer.bodies()).hasSize(20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {HEC, WEBHOOK})
    void a_destination_behind_a_black_hole_is_a_timeout(String sink) throws IOException {
        // connections beyond a full backlog are neither taken nor refused
        try (ServerSocketChannel full = ServerSocketChannel.open()) {
            full.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            InetSocketAddress address = (InetSocketAddress) full.getLocalAddress();
            List<SocketChannel> waiting = fill(address);
            try (CalledSink called = sink(sink, "http://127.0.0.1:" + address.getPort())) {
                assertThat(reason(called.send(Samples.batch("policy-deny", 3)))).contains("timeout");
            } finally {
                for (SocketChannel connection : waiting) {
                    connection.close();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {HEC, WEBHOOK})
    void a_destination_that_is_not_there_refuses(String sink) throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        try (CalledSink called = sink(sink, "http://127.0.0.1:" + port)) {
            assertThat(reason(called.send(Samples.batch("policy-deny", 3)))).contains("connection_refused");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {HEC, WEBHOOK})
    void a_name_that_no_dns_knows_is_named_as_such(String sink) {
        // RFC 6761: this domain never resolves
        try (CalledSink called = sink(sink, "http://nowhere.invalid:8088")) {
            assertThat(reason(called.send(Samples.batch("policy-deny", 3)))).contains("unknown_host");
        }
    }

    /** With the deliver route's redelivery, which a connection that ended since the last request needs. */
    private static Exchange again(CalledSink called, Batch batch) {
        return called.sendTo("direct:whole", batch, Map.of());
    }

    private static CalledSink sink(String name, String url) {
        Map<String, String> settings = new HashMap<>(Map.of("url", url, "responseTimeout", "500"));
        settings.putAll(Map.of("connectTimeout", "500", "maxBytes", "50000000"));
        settings.putAll(name.equals(HEC) ? Map.of("token", "t") : Map.of("maxEvents", "50000"));
        return CalledSink.of(name, settings);
    }

    private static Optional<String> reason(Exchange sent) {
        return Optional.ofNullable(sent.getException()).map(failure -> {
            DeliveryException said = new Judge(Clock.systemUTC()).judge(failure);
            assertThat(said.rest()).isIn(Verdict.AGAIN, Verdict.PARKED);
            return said.reason().code();
        });
    }

    /** Closing with a linger of zero sends RST instead of FIN. */
    private static void reset(Socket peer) throws IOException {
        peer.setOption(StandardSocketOptions.SO_LINGER, 0);
    }

    private static OutputStream nowhere() {
        return OutputStream.nullOutputStream();
    }

    /** Begins connections until there have been more than a backlog of one takes. */
    private static List<SocketChannel> fill(InetSocketAddress address) throws IOException {
        List<SocketChannel> waiting = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            SocketChannel connection = SocketChannel.open();
            connection.configureBlocking(false);
            connection.connect(address);
            waiting.add(connection);
        }
        return waiting;
    }
}
