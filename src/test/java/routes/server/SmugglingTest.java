package routes.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.Ports;
import routes.server.connection.RequestDecoder;

/** Requests that two readers may read in two ways: each is followed by one that must never be executed. */
class SmugglingTest {

    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final int port = Ports.free();
    private final Server server = TestServer.on(port, 1 << 20, false);
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        server.guard(request -> {
            seen.add(request.request().uri());
            RequestDecoder.of(request.request().connection()).ifPresent(RequestDecoder::want);
            request.request().resume();
            request.request().endHandler(end -> request.response().end("taken"));
        });
        server.listen();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<String> twoWays() {
        String post = "POST /first HTTP/1.1\r\nHost: localhost\r\n";
        String chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
        return Stream.of(
                post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                post + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
                post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                post + "Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n",
                post + "Transfer-Encoding: identity\r\nContent-Length: 0\r\n\r\n",
                post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                post + "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
                post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                post + "Transfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n",
                post + "Transfer-Encoding\r\n : chunked\r\n\r\n0\r\n\r\n",
                post + "X: y\r\n Transfer-Encoding: chunked\r\n\r\n",
                post + "X: y\r\n\tfolded\r\n\r\n",
                post + "X: y\nContent-Length: 0\r\n\r\n",
                post + "X: y\rContent-Length: 0\r\n\r\n",
                post + "X: y\0z\r\n\r\n",
                post + "X\0: y\r\n\r\n",
                post + ": y\r\n\r\n",
                post + "X y\r\n\r\n",
                post + "Content-Length: 0\r\nContent-Length: 5\r\n\r\n",
                post + "Content-Length: 0\r\nContent-Length: 0\r\n\r\n",
                post + "Content-Length: 0, 5\r\n\r\n",
                post + "Content-Length: +0\r\n\r\n",
                post + "Content-Length: -1\r\n\r\n",
                post + "Content-Length: 0x0\r\n\r\n",
                post + "Content-Length: \r\n\r\n",
                post + "Content-Length: 99999999999999999999\r\n\r\n",
                post + "Host: evil.example\r\n\r\n",
                "POST /first HTTP/1.1\r\n\r\n",
                "POST /first HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /first HTTP/1.2\r\nHost: localhost\r\n\r\n",
                "POST /first HTTP/2.0\r\nHost: localhost\r\n\r\n",
                "POST /first http/1.1\r\nHost: localhost\r\n\r\n",
                "POST  /first HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST /first\tHTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST /first HTTP/1.1 \r\nHost: localhost\r\n\r\n",
                " POST /first HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "\r\n POST /first HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "\0POST /first HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST /fi\u00e4rst HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST http://evil.example/first HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST first HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST /first\r\nHost: localhost\r\n\r\n",
                "\nPOST /first HTTP/1.1\r\nHost: localhost\r\n\r\n",
                chunked + "-1\r\n\r\n",
                chunked + "+1\r\nx\r\n0\r\n\r\n",
                chunked + "0x1\r\nx\r\n0\r\n\r\n",
                chunked + " 1\r\nx\r\n0\r\n\r\n",
                chunked + "g\r\n",
                chunked + "\r\n",
                chunked + "fffffffffffffffff\r\n",
                chunked + "1\nx\r\n0\r\n\r\n",
                chunked + "1\r\nxx\r\n0\r\n\r\n",
                chunked + "1;a\nb\r\nx\r\n0\r\n\r\n",
                chunked + "1;a\rb\r\nx\r\n0\r\n\r\n",
                chunked + "0\r\nT: x\r\n\tfolded\r\n\r\n",
                chunked + "0\r\nT: x\r\n folded: y\r\n\r\n",
                chunked + "000;a=b\r\n T: x\r\n\r\n",
                chunked + "1\r\nx\r\n0\r\nT : x\r\n\r\n",
                chunked + "0\r\nT: x\nU: y\r\n\r\n",
                chunked + "0\r\nT: x\rU: y\r\n\r\n",
                chunked + "0\r\nT: x\0\r\n\r\n",
                chunked + "0\r\n: x\r\n\r\n",
                chunked + "0\r\nT x\r\n\r\n",
                chunked + "0\r\nT: x\r\n\n");
    }

    @ParameterizedTest
    @MethodSource("twoWays")
    void what_may_be_read_in_two_ways_ends_the_connection(String request) throws Exception {
        try (RawClient client = new RawClient(port)) {
            String answer = client.send(request + SMUGGLED).rest();

            assertThat(answer).doesNotContain("taken");
            if (!isBegun(request)) {
                assertThat(answer).matches("(?s)HTTP/1\\.[01] 400 .*malformed_http.*");
            }
            assertThat(seen).doesNotContain("/smuggled");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: y",
                "Host: a\r\nHost: a",
                "Host: a b",
                "Host: a, b",
                "Host: user@a",
                "Host: a:80:80",
                "Host: [::1"
            })
    void who_does_not_say_once_which_host_is_meant_is_told_so(String header) throws Exception {
        try (RawClient client = new RawClient(port)) {
            String answer =
                    client.send("GET /first HTTP/1.1\r\n" + header + "\r\n\r\n").rest();

            assertThat(answer)
                    .contains("400", "malformed_http", "has the header Host once")
                    .doesNotContain("taken");
        }
    }

    /** A head without a fault: the chunks after it are what ends the connection. */
    private static boolean isBegun(String request) {
        return request.contains("Transfer-Encoding: chunked\r\n\r\n")
                && !request.contains("HTTP/1.0")
                && !request.contains("-Length");
    }

    @Test
    void a_head_that_may_be_read_in_two_ways_is_found_however_it_is_cut() throws Exception {
        String request = "\r\nPOST /first HTTP/1.1\r\nHost: localhost\r\nX: y\r\n\tfolded: z\r\n\r\n";
        for (int cut = 1; cut < request.length(); cut++) {
            try (RawClient client = new RawClient(port)) {
                client.send(request.substring(0, cut));
                assertThat(client.send(request.substring(cut) + SMUGGLED).rest())
                        .startsWith("HTTP/1.1 400 ");
            }
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void a_trailer_that_may_be_read_in_two_ways_is_found_however_it_is_cut() throws Exception {
        String head = "POST /first HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
        String chunks = "4\r\n0\r\n0\r\n0\r\nT: x\r\n\tfolded: z\r\n\r\n";
        for (int cut = 1; cut < chunks.length(); cut++) {
            try (RawClient client = new RawClient(port)) {
                client.send(head + chunks.substring(0, cut));
                assertThat(client.send(chunks.substring(cut) + SMUGGLED).rest()).isEmpty();
            }
        }
        assertThat(seen).hasSize(chunks.length() - 1).containsOnly("/first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\nGET /plain HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /plain HTTP/1.1\r\nHost:\r\nX:\ty\u00e4 \r\n\r\n",
                "POST /plain HTTP/1.1\r\nhost: localhost\r\ncontent-length: 3\r\n\r\nabc",
                "POST /plain HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: Chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\nT: x\r\n\r\n",
                "POST /plain HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n0\r\n x\r\n00;a\r\nT: x\r\nU:\ty\r\n\r\n"
            })
    void what_can_be_read_in_one_way_only_is_taken_and_so_is_what_follows(String request) throws Exception {
        try (RawClient client = new RawClient(port)) {
            String last = "GET /last HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

            assertThat(client.send(request + request + last).rest()).contains("200 OK");
            assertThat(seen).containsExactly("/plain", "/plain", "/last");
        }
    }
}
