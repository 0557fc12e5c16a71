package routes.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import routes.MovedClock;
import routes.deliver.health.Health;
import routes.destination.http.Receiver;
import routes.destination.net.AddressPolicy;

/** To a receiver on a real socket. */
class OutboxTest {

    private final MovedClock clock = new MovedClock();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final CamelContext context = new DefaultCamelContext();
    private final Receiver receiver = Receiver.plain();
    private final Outbox outbox = outbox(receiver.url() + "/hook/secret?a=b%2F");

    @AfterEach
    void close() throws IOException {
        receiver.close();
        context.stop();
    }

    @Test
    void what_the_webhook_does_not_take_now_is_sent_again_in_order_and_waits_longer_each_time() {
        receiver.answerNext(503);
        receiver.answerNext(429);
        outbox.add(notice("one"));
        outbox.add(notice("two"));

        for (int second = 0; second < 20; second++) {
            outbox.send();
            clock.pass(Duration.ofSeconds(1));
        }

        assertThat(bodies()).containsExactly("one", "one", "one", "two");
        assertThat(receiver.requests()).allSatisfy(request -> {
            assertThat(request.path()).isEqualTo("/webhook/hook/secret?a=b%2F");
            assertThat(request.header("Content-Type")).startsWith("application/json");
        });
        assertThat(counts()).containsExactly(2.0, 2.0, 0.0);
    }

    @Test
    void what_the_webhook_refuses_is_given_up_and_the_next_is_sent() {
        receiver.answerNext(400);
        outbox.add(notice("refused"));
        outbox.add(notice("good"));

        outbox.send();
        outbox.send();

        assertThat(bodies()).containsExactly("refused", "good");
        assertThat(counts()).containsExactly(1.0, 1.0, 1.0);
    }

    @Test
    void beyond_so_many_the_oldest_is_given_up() {
        IntStream.range(0, Outbox.MOST + 5).forEach(i -> outbox.add(notice("n" + i)));
        outbox.send();

        assertThat(bodies()).containsExactly("n5");
        assertThat(counts()).containsExactly(1.0, 0.0, 5.0);
    }

    @Test
    void after_a_day_it_is_given_up() throws IOException {
        receiver.close();
        outbox.add(notice("old"));
        for (int attempt = 0; attempt < 400; attempt++) {
            outbox.send();
            clock.pass(Duration.ofMinutes(5));
        }

        assertThat(counts().get(2)).isEqualTo(1.0);
        assertThat(counts().get(1)).isBetween(287.0, 292.0);
    }

    @Test
    void an_address_that_integrations_must_not_have_is_not_told() {
        context.getRegistry().bind(AddressPolicy.NAME, new AddressPolicy("127.0.0.0/8"));
        Webhook webhook = new Webhook(context, receiver.url() + "/hook");

        assertThat(webhook.post("{}")).isEqualTo(new Webhook.Answer(Webhook.Outcome.AGAIN, "address_refused"));
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void a_redirect_is_not_followed() {
        receiver.answerNext(302, new byte[0], "Location", receiver.url() + "/elsewhere");

        assertThat(new Webhook(context, receiver.url()).post("{}").outcome()).isEqualTo(Webhook.Outcome.REFUSED);
        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void what_is_no_address_is_refused_without_being_shown() {
        for (String url :
                List.of("canary", "ftp://canary", "https://", "https://host/can ary", "\"https://canary/\"")) {
            assertThatThrownBy(() -> new Webhook(context, url))
                    .hasMessageContaining("siem.notify.url: expected")
                    .hasMessageNotContaining("canary")
                    .hasNoCause();
        }
    }

    private Outbox outbox(String url) {
        Webhook webhook = new Webhook(context, url);
        return new Outbox(clock, notice -> webhook.post(notice.subject().id()), metrics);
    }

    private List<String> bodies() {
        return receiver.requests().stream()
                .map(request -> new String(request.body(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Sent, failed, lost. */
    private List<Double> counts() {
        return List.of("sent", "failed", "lost").stream()
                .map(outcome -> Outbox.counter(metrics, outcome).count())
                .toList();
    }

    private Notice notice(String id) {
        Subject subject = new Subject(id, id, "webhook", false, Health.FAILING, Optional.empty(), Instant.EPOCH, 7);
        return new Notice(Occasion.FAILING, "key", "router", subject, Optional.empty(), Instant.EPOCH, clock.instant());
    }
}
