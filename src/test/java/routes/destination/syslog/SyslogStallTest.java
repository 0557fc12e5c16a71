package routes.destination.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;
import routes.Await;
import routes.Seed;
import routes.destination.net.AddressPolicy;
import routes.destination.net.TestAuthority;
import routes.destination.net.TlsFiles;
import routes.verdict.DeliveryException;

/**
 * A peer stops taking bytes at one that chance picks, hundreds of times, while all that is written still fits the buffers of
 * this machine. Nothing counts as delivered whose bytes the peer's machine has not acknowledged.
 */
@EnabledOnOs(LINUX)
class SyslogStallTest {

    private static final int STALLS = Integer.getInteger("syslog.stalls", 150);
    private static final int AT_A_TIME = 16;
    private static final int MOST_TAKEN = 60_000;
    private static final int MOST_BEYOND = 40_000;
    private static final int MOST_IN_A_MESSAGE = 3_000;
    private static final SyslogTimes TIMES = new SyslogTimes(Duration.ofMillis(10), 30_000, 300);

    /** What became of one stall. */
    private record Stall(int confirmed, int lost) {}

    @Test
    void nothing_counts_as_delivered_that_the_peer_has_not_acknowledged() throws Exception {
        stallAgainAndAgain("syslog://127.0.0.1:", null, null);
    }

    @Test
    void neither_does_anything_inside_tls(@TempDir Path folder) throws Exception {
        TestAuthority authority = new TestAuthority(folder).sign("receiver", "ip:127.0.0.1", "-1d", 10);
        stallAgainAndAgain("syslog+tls://127.0.0.1:", authority.server("receiver"), authority.caFile());
    }

    private static void stallAgainAndAgain(String url, SSLContext tls, String caFile) throws Exception {
        long seed = Seed.of("syslog.seed");
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<Stall>> running = new ArrayList<>();
            for (int i = 0; i < STALLS; i++) {
                Random random = new Random(seed + i);
                running.add(threads.submit(() -> stall(url, tls, caFile, random)));
            }
            int confirmed = 0;
            int lost = 0;
            for (Future<Stall> stall : running) {
                confirmed += stall.get().confirmed();
                lost += stall.get().lost();
            }
            assertThat(confirmed).isPositive();
            assertThat(lost).isPositive();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Stall stall(String url, SSLContext tls, String caFile, Random random) throws Exception {
        int takes = 1 + random.nextInt(MOST_TAKEN);
        try (StallingReceiver receiver = new StallingReceiver(takes, tls)) {
            SyslogStream stream = new SyslogStream(
                    SyslogAddress.of(url + receiver.port()),
                    new AddressPolicy("none"),
                    new TlsFiles(caFile, null, null),
                    TIMES);
            try {
                Map<String, CompletableFuture<Void>> sent = send(stream, takes + random.nextInt(MOST_BEYOND), random);
                Await.until("all are told", () -> sent.values().stream().allMatch(CompletableFuture::isDone));
                List<String> confirmed = new ArrayList<>(sent.keySet());
                confirmed.removeIf(line -> sent.get(line).isCompletedExceptionally());

                int numberOfConfirmed = confirmed.size();
                confirmed.removeAll(receiver.lines());
                assertThat(confirmed.stream().map(line -> line.substring(0, line.indexOf(' '))))
                        .as("numbers of the messages that are confirmed and did not arrive, of %d", sent.size())
                        .isEmpty();
                return new Stall(numberOfConfirmed, sent.size() - numberOfConfirmed);
            } finally {
                stream.hangUp();
            }
        }
    }

    /** Lines of so many bytes together, unless the stream is given up before, and the confirmation of each. */
    private static Map<String, CompletableFuture<Void>> send(SyslogStream stream, int bytes, Random random)
            throws Exception {
        Map<String, CompletableFuture<Void>> sent = new LinkedHashMap<>();
        try {
            for (int at = 0, next; at < bytes; at += next) {
                String line = sent.size() + " " + "x".repeat(random.nextInt(MOST_IN_A_MESSAGE));
                byte[] message = (line + "\n").getBytes(StandardCharsets.ISO_8859_1);
                sent.put(line, stream.send(message, () -> isLost(sent)).confirmation());
                next = message.length;
            }
        } catch (IOException | DeliveryException givenUp) {
            // a busy machine took longer than the stream waits for the peer
        }
        return sent;
    }

    private static boolean isLost(Map<String, CompletableFuture<Void>> sent) {
        return sent.values().stream().anyMatch(CompletableFuture::isCompletedExceptionally);
    }
}
