package routes.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.Ports;

/** HTTP/2, to which attacks of its own belong, is spoken where it was asked for and nowhere else. */
class Http2Test {

    /** The preface, empty settings, and headers of no stream, after which a server of HTTP/2 hangs up. */
    private static final String PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0" + "\0\0\1\1\4\0\0\0\0\202";

    private static final String UPGRADE = String.join(
            "\r\n",
            "GET /upgraded HTTP/1.1",
            "Host: localhost",
            "Connection: Upgrade, HTTP2-Settings",
            "Upgrade: h2c",
            "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA",
            "",
            "what follows is no preface",
            "",
            "");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void it_is_spoken_where_it_was_asked_for(boolean isAsked) throws Exception {
        int port = Ports.free();
        List<String> seen = new CopyOnWriteArrayList<>();
        Server server = TestServer.on(port, 1 << 20, isAsked);
        server.guard(request -> {
            seen.add(request.request().uri());
            request.response().putHeader("Connection", "close").end("taken");
        });
        server.listen();
        try {
            assertThat(isSettings(first(port, PREFACE))).isEqualTo(isAsked);
            assertThat(first(port, UPGRADE)).startsWith(isAsked ? "HTTP/1.1 101 " : "HTTP/1.1 200 ");
            assertThat(seen).doesNotContain("*");
        } finally {
            server.close();
        }
    }

    /** RFC 9113, section 3.4: a server that speaks HTTP/2 begins with a frame of SETTINGS, type 4. */
    private static boolean isSettings(String answer) {
        return answer.length() > 9 && answer.charAt(3) == 4;
    }

    private static String first(int port, String bytes) throws IOException {
        try (RawClient client = new RawClient(port)) {
            return client.send(bytes).rest();
        }
    }
}
