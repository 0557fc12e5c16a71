package routes.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import routes.Await;
import routes.server.body.BodyLimits;

class SlowProducersTest {

    /** More than there are worker threads. */
    private static final int SLOW = 80;

    private static final String DENY =
            "{\"id\":\"a\",\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-05-26T10:14:00Z\"}";

    @Test
    void producers_that_send_slowly_keep_nobody_else_waiting() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (IngestServer server = new IngestServer("", new BodyLimits(500, 500, 60_000, 50_000))) {
            for (int i = 0; i < SLOW; i++) {
                slow.add(beginning(server.events.getPort()));
            }
            Await.until("their first bytes are held", () -> server.budget.free() <= IngestServer.HELD_BYTES - SLOW);

            assertThat(server.post(DENY).statusCode()).isEqualTo(202);

            assertThat(server.journal.lines()).containsExactly(DENY);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static Socket beginning(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream()
                .write("POST /api/v1/events HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n{"
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
