package routes.destination.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.destination.CalledSink;
import routes.destination.net.TestAuthority;
import routes.event.Samples;

/** A reply that comes without a request is the answer to none (RFC 9112 section 9.2): what is delivered is what was taken. */
@Timeout(60)
class UnaskedReplyTest {

    private static final int REQUESTS = 6;

    @TempDir
    private static Path folder;

    private static TestAuthority authority;

    /** Let go when a second reply is on its way. */
    private final Semaphore second = new Semaphore(0);

    @BeforeAll
    static void sign() {
        authority = new TestAuthority(folder).sign("server", "dns:localhost,ip:127.0.0.1", "-1d", 400);
    }

    @ParameterizedTest
    @CsvSource({
        "siem-splunk-hec-sink, true, false", "siem-splunk-hec-sink, false, false", "siem-splunk-hec-sink, true, true",
        "siem-splunk-hec-sink, false, true", "siem-webhook-sink, true, false", "siem-webhook-sink, false, false"
    })
    void a_second_reply_is_not_taken_for_the_next_requests(String sink, boolean together, boolean tls)
            throws InterruptedException {
        try (FaultyPeer peer = tls ? FaultyPeer.tls(authority.server("server")) : FaultyPeer.with(connection -> {});
                CalledSink called = sink(sink, peer.url(), tls)) {
            peer.does(connection -> answerTwice(peer, connection, together));
            for (int i = 0; i < REQUESTS; i++) {
                called.sendTo("direct:whole", Samples.batch("policy-deny", 1), Map.of());
                assertThat(second.tryAcquire(10, TimeUnit.SECONDS))
                        .as("request %d was taken", i)
                        .isTrue();
            }

            assertThat(peer.bodies()).hasSize(REQUESTS);
        }
    }

    /** Takes one request of each connection, and resets what comes after it. */
    private void answerTwice(FaultyPeer peer, Socket connection, boolean together) throws IOException {
        // otherwise the second waits for the first one's acknowledgement
        connection.setTcpNoDelay(true);
        peer.keep(FaultyPeer.read(connection));
        if (together) {
            FaultyPeer.write(connection, FaultyPeer.SUCCESS + FaultyPeer.SUCCESS);
        } else {
            FaultyPeer.write(connection, FaultyPeer.SUCCESS);
            FaultyPeer.write(connection, FaultyPeer.SUCCESS);
        }
        second.release();
        int next = connection.getInputStream().read();
        if (next >= 0) {
            connection.setSoLinger(true, 0);
        }
    }

    private static CalledSink sink(String name, String url, boolean tls) {
        Map<String, String> settings =
                new HashMap<>(Map.of("url", url, "responseTimeout", "2000", "connectTimeout", "2000"));
        if (tls) {
            settings.put("caFile", authority.caFile());
        }
        if (name.contains("hec")) {
            settings.put("token", "t");
        }
        return CalledSink.of(name, settings);
    }
}
