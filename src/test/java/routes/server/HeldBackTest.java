package routes.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.Ports;
import routes.server.connection.RequestDecoder;

/** What nobody has asked for stays in the client's socket: the router does not read it into its memory. */
class HeldBackTest {

    private static final String HEAD = " / HTTP/1.1\r\nHost: localhost\r\n";
    /** More than Linux keeps in the buffers of the two sockets of a connection (tcp_wmem, tcp_rmem). */
    private static final int MUCH = 64 << 20;
    /** As many reads would be more than that. */
    private static final int ANSWERED = 10_000;
    /** Of silence, after which a sender that cannot send is taken to be held back. */
    private static final long SILENCE_MILLIS = 1_000;

    private final int port = Ports.free();
    private final Server server = TestServer.on(port, 1 << 20, false);

    private final CountDownLatch arrived = new CountDownLatch(1);

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET" + HEAD + "\r\n",
                "POST" + HEAD + "Content-Length: 999999999\r\n\r\n",
                "POST" + HEAD + "Transfer-Encoding: chunked\r\n\r\n"
            })
    void a_client_whose_request_is_not_answered_yet_can_send_what_the_sockets_hold(String request)
            throws IOException, InterruptedException {
        server.guard(never -> arrived.countDown());
        server.listen();

        assertThat(sent(request, request)).isLessThan(MUCH);
    }

    @Test
    void with_each_answer_no_more_is_read_than_the_next_request() throws IOException, InterruptedException {
        AtomicInteger answers = new AtomicInteger();
        server.guard(context -> {
            arrived.countDown();
            if (answers.incrementAndGet() <= ANSWERED) {
                context.response().end();
            }
        });
        server.listen();

        assertThat(sent("GET" + HEAD + "\r\n", "GET" + HEAD + "\r\n")).isLessThan(MUCH);
        assertThat(answers).hasValueGreaterThan(ANSWERED);
    }

    @Test
    void a_client_that_sends_on_after_it_was_refused_can_send_what_the_sockets_hold()
            throws IOException, InterruptedException {
        arrived.countDown();
        server.guard(refused -> refused.response().setStatusCode(401).end());
        server.listen();

        assertThat(sent("POST" + HEAD + "Content-Length: 999999999\r\n\r\n", "x"))
                .isLessThan(MUCH);
    }

    @Test
    void requests_that_were_sent_ahead_are_answered_in_their_order() throws IOException {
        server.guard(context -> {
            HttpServerRequest request = context.request();
            request.endHandler(end -> context.vertx()
                            .runOnContext(later -> context.response().end(request.uri())))
                    .resume();
            RequestDecoder.of(request.connection()).ifPresent(RequestDecoder::want);
        });
        server.listen();
        StringBuilder ahead = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            ahead.append("POST /")
                    .append(i)
                    .append("/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300\r\n\r\n")
                    .append("x".repeat(300));
        }
        ahead.append("GET /last HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        try (RawClient client = new RawClient(port)) {
            String answers = client.send(ahead.toString()).rest();

            int from = 0;
            for (int i = 0; i < 1_000; i++) {
                from = answers.indexOf("/" + i + "/", from);
                assertThat(from).as("the answer to request " + i).isNotNegative();
            }
            assertThat(answers).endsWith("/last");
        }
    }

    /** Bytes that could be sent, of {@link #MUCH}. */
    private long sent(String opening, String again) throws IOException, InterruptedException {
        byte[] much = again.repeat((1 << 16) / again.length()).getBytes(StandardCharsets.US_ASCII);
        long sent = 0;
        try (SocketChannel client = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                Selector selector = Selector.open()) {
            client.write(ByteBuffer.wrap(opening.getBytes(StandardCharsets.US_ASCII)));
            arrived.await();
            client.configureBlocking(false).register(selector, SelectionKey.OP_WRITE);
            while (sent < MUCH && selector.select(SILENCE_MILLIS) > 0) {
                selector.selectedKeys().clear();
                try {
                    sent += client.write(ByteBuffer.wrap(much));
                } catch (IOException ended) {
                    return sent;
                }
            }
        }
        return sent;
    }
}
