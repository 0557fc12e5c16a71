package routes.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import routes.RouteServer;

class SlowProducersTest {

    private static final int HELD_BYTES = 1000;

    private final ByteBudget budget = new ByteBudget(HELD_BYTES, 200);
    private final RequestBody body = new RequestBody(new BodyLimits(500, 500, 20_000), budget, 1);

    @Test
    @Timeout(60)
    void producers_that_send_slowly_are_not_given_every_worker() throws Exception {
        try (RouteServer server = new RouteServer(
                        "routes/10-ingest-http.camel.yaml",
                        Map.of("bearerToken", exchange -> {}, "requestBody", body, "answer", exchange -> {}));
                Socket slow = new Socket(InetAddress.getLoopbackAddress(), port(server))) {
            slow.getOutputStream()
                    .write("POST /api/v1/events HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n{"
                            .getBytes(StandardCharsets.US_ASCII));
            IngestServer.await("its first byte is held", () -> budget.free() < HELD_BYTES);

            HttpResponse<String> answer = server.send(server.request("/api/v1/events")
                    .version(HttpClient.Version.HTTP_1_1)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{}")));

            assertThat(answer.statusCode()).isEqualTo(503);
        }
    }

    private static int port(RouteServer server) {
        return server.request("/").build().uri().getPort();
    }
}
