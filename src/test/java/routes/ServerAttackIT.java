package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever has no token can neither end the router nor keep it from answering those who have one: {@code -Dattack.connections=1000} at once,
 * on a heap of 192 MB. The long run is {@code -Dattack.answers=500}; {@code -Dattack.only=} runs those with these words in their name.
 */
class ServerAttackIT {

    private static final int CONNECTIONS = Integer.getInteger("attack.connections", 1_000);
    /** That the producer gets while each attack goes on. */
    private static final int ANSWERS = Integer.getInteger("attack.answers", 10);

    private static final int OF_OTHERS = 50;

    @Test
    void nobody_without_a_token_ends_it_or_keeps_it_from_answering(@TempDir Path work) {
        Map<String, String> environment = Map.of(
                "SIEM_HTTP_MAX_CONNECTIONS",
                Integer.toString(CONNECTIONS + OF_OTHERS),
                "SIEM_HTTP_MAX_CONNECTIONS_PER_ADDRESS",
                Integer.toString(CONNECTIONS),
                "SIEM_HTTP_HEAD_MS",
                "1000",
                "SIEM_READ_TIMEOUT_MS",
                "2000");
        try (RouterProcess router = RouterProcess.start(work, environment);
                SteadyProducer producer = new SteadyProducer(router.api())) {
            // one connection for all that is asked: each is one of those there may be
            RouterApi watch = router.api();
            for (Attack attack : attacks()) {
                withstand(attack, router.port(), watch, producer);
            }
            producer.finish();

            Await.until(
                    "the connections are given back", () -> figure(watch, "siem_http_connections ") < 10, router::log);
            assertThat(router.log()).doesNotContain("OutOfMemory", "Exception", "\tat ");
            assertThat(figure(watch, "siem_events_taken_total{family=\"governance\"} "))
                    .isEqualTo(producer.answered());
        }
    }

    private static List<Attack> attacks() {
        String only = System.getProperty("attack.only", "");
        return Attack.all().stream()
                .filter(attack -> attack.name().contains(only))
                .toList();
    }

    private static void withstand(Attack attack, int port, RouterApi watch, SteadyProducer producer) {
        long cut = cut(watch, attack);
        int answered = producer.answered();
        producer.takeSlowestMillis();
        try (Flood flood = new Flood(port, CONNECTIONS, attack)) {
            flood.pressUntil(() -> producer.answered() >= answered + ANSWERS
                    && (attack.cut().isEmpty() || cut(watch, attack) - cut >= CONNECTIONS));
            System.out.printf(
                    "attack: %s: %s; the slowest of %d answers to a producer took %d ms%n",
                    attack.name(), flood.figures(), producer.answered() - answered, producer.takeSlowestMillis());
        }
        Await.until("it is ready after " + attack.name(), watch::isReady);
    }

    private static long cut(RouterApi watch, Attack attack) {
        return figure(watch, "siem_http_connections_cut_total{reason=\"" + attack.cut() + "\"} ");
    }

    private static long figure(RouterApi watch, String series) {
        String page = watch.send("GET", "/metrics", new byte[0]).body();
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(series) + "(.*)$").matcher(page);
        return line.find() ? (long) Double.parseDouble(line.group(1)) : 0;
    }
}
