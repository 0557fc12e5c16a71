package routes.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import routes.Await;
import routes.Ports;
import routes.server.Server;
import routes.server.TestServer;

/** Clients of HTTP/2 that open no window for what they ask for. */
class UnreadStreamsTest {

    private static final Buffer LARGE = Buffer.buffer(new byte[4 << 20]);

    private final int port = Ports.free();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Server server = TestServer.on(port, metrics);
    private final AtomicInteger answered = new AtomicInteger();
    private final Vertx vertx = Vertx.vertx();

    @BeforeEach
    void start() {
        server.guard(request -> {
            answered.incrementAndGet();
            request.response()
                    .putHeader("Content-Length", Integer.toString(LARGE.length()))
                    .end(LARGE);
        });
        server.listen();
    }

    @AfterEach
    void stop() {
        server.close();
        vertx.close();
    }

    @Test
    void what_they_leave_unread_is_bounded_and_others_are_answered() throws Exception {
        long most = Runtime.getRuntime().maxMemory() / 8;
        List<HttpClient> attackers = new ArrayList<>();
        for (long asked = 0; asked <= 2 * most; asked += 16L * LARGE.length()) {
            attackers.add(ask(client(0), 16));
        }

        Await.until("one is cut off", () -> cut() > 0);
        attackers.forEach(HttpClient::close);

        HttpClientResponse answer = client(65_535)
                .request(HttpMethod.GET, port, "127.0.0.1", "/")
                .compose(HttpClientRequest::send)
                .compose(head -> head.body().map(head))
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        assertThat(answer.version()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(answer.body().result().length()).isEqualTo(LARGE.length());
    }

    private double cut() {
        return metrics.get("siem.http.connections.cut")
                .tag("reason", "slow_reader")
                .counter()
                .count();
    }

    private HttpClient client(int window) {
        return vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2MaxPoolSize(1)
                .setInitialSettings(new Http2Settings().setInitialWindowSize(window)));
    }

    private HttpClient ask(HttpClient client, int times) {
        for (int i = 0; i < times; i++) {
            client.request(HttpMethod.GET, port, "127.0.0.1", "/").compose(HttpClientRequest::send);
        }
        return client;
    }
}
