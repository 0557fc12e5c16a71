package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the tests of slow lines stand on. */
@Timeout(60)
class DelayingRelayTest {

    @Test
    void a_question_and_its_answer_take_a_round_trip() throws IOException {
        Duration roundTrip = Duration.ofMillis(200);
        try (ServerSocket echo = echo();
                DelayingRelay relay = DelayingRelay.to(echo.getLocalPort(), roundTrip);
                Socket client = connect(relay)) {
            for (int i = 0; i < 3; i++) {
                long begin = System.nanoTime();
                client.getOutputStream().write(i);
                assertThat(client.getInputStream().read()).isEqualTo(i);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(roundTrip);
            }
        }
    }

    /** With a window of 64 KB a round trip it would take minutes. */
    @Test
    void as_many_bytes_are_under_way_as_there_are_and_the_end_comes_after_them() throws Exception {
        byte[] much = new byte[32 << 20];
        try (ServerSocket echo = echo();
                DelayingRelay relay = DelayingRelay.to(echo.getLocalPort(), Duration.ofMillis(500));
                Socket client = connect(relay)) {
            Thread sender = new Thread(() -> {
                try {
                    client.getOutputStream().write(much);
                    client.shutdownOutput();
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
            sender.start();

            assertThat(client.getInputStream().readAllBytes()).hasSize(much.length);
            sender.join();
        }
    }

    @Test
    void a_destination_that_hangs_up_hangs_up() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DelayingRelay relay = DelayingRelay.to(server.getLocalPort(), Duration.ofMillis(20));
                Socket client = connect(relay)) {
            server.accept().close();

            assertThat(client.getInputStream().read()).isNegative();
        }
    }

    private static Socket connect(DelayingRelay relay) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), relay.port());
    }

    private static ServerSocket echo() throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            try (Socket client = server.accept()) {
                client.getInputStream().transferTo(client.getOutputStream());
            } catch (IOException ended) {
                // the test is over
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server;
    }
}
