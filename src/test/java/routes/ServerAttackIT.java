package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever has no token can neither end the router nor keep it from answering those who have one: {@code -Dattack.connections=1000} at once,
 * on a heap of 192 MB. The long run is {@code -Dattack.answers=500}.
 */
class ServerAttackIT {

    private static final int CONNECTIONS = Integer.getInteger("attack.connections", 1_000);
    /** That the producer gets while each attack goes on. */
    private static final int ANSWERS = Integer.getInteger("attack.answers", 10);

    private static final int ALL_AT_ONCE = 1 << 16;
    private static final int TRICKLE = 1;
    private static final byte[] BODY = new byte[1 << 20];
    private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";

    @Test
    void nobody_without_a_token_ends_it_or_keeps_it_from_answering(@TempDir Path work) {
        Map<String, String> environment = Map.of(
                "SIEM_HTTP_MAX_CONNECTIONS",
                Integer.toString(CONNECTIONS + 50),
                "SIEM_HTTP_MAX_CONNECTIONS_PER_ADDRESS",
                Integer.toString(CONNECTIONS + 50),
                "SIEM_HTTP_HEAD_MS",
                "1000",
                "SIEM_READ_TIMEOUT_MS",
                "2000");
        try (RouterProcess router = RouterProcess.start(work, environment);
                SteadyProducer producer = new SteadyProducer(router.api())) {
            for (String path :
                    new String[] {"/api/v1/integrations/siem", "/api/v1/events", "/metrics", "/health/live", "/no"}) {
                String head =
                        "POST " + path + HOST + "Content-Type: application/json\r\nContent-Length: 1048576\r\n\r\n";
                attack("bodies of 1 MB to " + path, router, producer, "", join(bytes(head), BODY), ALL_AT_ONCE);
            }
            attack("heads byte by byte", router, producer, "", bytes("GET /health/live" + HOST), TRICKLE);
            attack("heads without an end", router, producer, "GET /health/live" + HOST, bytes("A: b\r\n"), ALL_AT_ONCE);
            attack(
                    "bodies byte by byte",
                    router,
                    producer,
                    "POST /api/v1/events" + HOST + "Content-Length: 99999\r\n\r\n",
                    BODY,
                    TRICKLE);
            String chunked = "POST /health/live" + HOST + "Transfer-Encoding: chunked\r\n\r\n";
            attack(
                    "chunks of extensions",
                    router,
                    producer,
                    chunked,
                    bytes("1;" + "e".repeat(4000) + "\r\nx\r\n"),
                    ALL_AT_ONCE);
            attack("trailers without an end", router, producer, chunked + "0\r\n", bytes("A: b\r\n"), ALL_AT_ONCE);
            attack(
                    "answers that nobody reads",
                    router,
                    producer,
                    "",
                    bytes("GET /metrics" + HOST + "\r\n"),
                    ALL_AT_ONCE);
            attack(
                    "requests that nobody waits for",
                    router,
                    producer,
                    "",
                    bytes(("GET /no" + HOST + "\r\n").repeat(500)),
                    ALL_AT_ONCE);
            producer.finish();

            Await.until(
                    "the connections are given back", () -> figure(router, "siem_http_connections ") < 10, router::log);
            assertThat(router.log()).doesNotContain("OutOfMemory", "Exception", "\tat ");
            assertThat(figure(router, "siem_events_taken_total{family=\"governance\"} "))
                    .isEqualTo(producer.answered());
        }
    }

    private static void attack(
            String name, RouterProcess router, SteadyProducer producer, String opening, byte[] again, int bytes) {
        int before = producer.answered();
        producer.takeSlowestMillis();
        byte[] first = opening.isEmpty() ? again : bytes(opening);
        try (Flood flood = new Flood(router.port(), CONNECTIONS, first, again)) {
            flood.pressUntil(() -> producer.answered() >= before + ANSWERS, bytes);
            System.out.printf(
                    "attack: %s: %s; the slowest of %d answers to a producer took %d ms, %d came again%n",
                    name,
                    flood.figures(),
                    producer.answered() - before,
                    producer.takeSlowestMillis(),
                    producer.refused());
        }
        // its connections are closed one by one on the other side: until then there may be no place for one more
        Await.until("it is ready after " + name, () -> router.api().isReady(), router::log);
    }

    private static long figure(RouterProcess router, String series) {
        String page = router.api().send("GET", "/metrics", new byte[0]).body();
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(series) + "(.*)$").matcher(page);
        return line.find() ? (long) Double.parseDouble(line.group(1)) : 0;
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
