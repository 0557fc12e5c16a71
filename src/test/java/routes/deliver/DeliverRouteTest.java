package routes.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.Await;
import routes.accept.Accepted;
import routes.accept.Accepting;
import routes.destination.net.AddressPolicy;
import routes.event.Batch;
import routes.event.Event;
import routes.event.Selection;
import routes.value.SinkParameters;
import routes.verdict.BentVerdicts;

/** The route of one integration as it is shipped, advised: a mock stands where its sink Kamelet is called. */
class DeliverRouteTest {

    private DeliverStage stage;
    private MockEndpoint sink;

    @BeforeEach
    void put_a_mock_in_the_sink_s_place(@TempDir Path folder) throws Exception {
        stage = new DeliverStage(folder, new AddressPolicy(""));
        stage.add("quiet", exchange -> {});
        stage.deliveries().start(integration());
        AdviceWith.adviceWith(stage.context(), "deliver-one", advice -> advice.weaveByToUri("kamelet:*")
                .replace()
                .to("mock:sink"));
        sink = stage.context().getEndpoint("mock:sink", MockEndpoint.class);
    }

    @AfterEach
    void stop() throws IOException {
        stage.close();
    }

    @Test
    void a_batch_that_could_not_be_sent_is_offered_to_the_sink_again_as_it_was() throws Exception {
        sink.whenExchangeReceived(1, exchange -> exchange.setException(new ConnectException("refused")));
        sink.expectedMessageCount(2);

        stage.append(Accepted.batch(Accepting.governance("")).events().get(0));

        sink.assertIsSatisfied();
        assertThat(sink.getExchanges())
                .extracting(call ->
                        call.getMessage().getBody(Batch.class).events().get(0).json())
                .containsExactly(Accepting.governance(""), Accepting.governance(""));
        Await.until("nothing is left", () -> stage.deliveries().status("one").pendingEvents() == 0);
    }

    @Test
    void a_step_that_is_broken_parks_and_makes_no_dead_letter() throws Exception {
        sink.whenAnyExchangeReceived(
                exchange -> exchange.setException(new IllegalStateException("a step's own fault")));

        stage.append(Accepted.batch(Accepting.governance("")).events().get(0));

        Await.until(
                "it is parked",
                () -> stage.deliveries().status("one").nextRetryAt().isPresent());
        assertThat(stage.deliveries().status("one").deadLetters()).isZero();
        assertThat(stage.deliveries().status("one").pendingEvents()).isEqualTo(1);
    }

    /** Who finds a request too large may end the connection without a word, as some proxies do. */
    @Test
    void a_batch_whose_connection_is_lost_again_and_again_is_halved_until_it_passes() throws Exception {
        Event event = Accepted.batch(Accepting.governance("")).events().get(0);
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        CountDownLatch rest = new CountDownLatch(1);
        sink.whenAnyExchangeReceived(exchange -> {
            rest.await();
            int size = exchange.getMessage().getBody(Batch.class).events().size();
            sizes.add(size);
            if (size > 2) {
                exchange.setException(new SocketException("Connection reset"));
            }
        });

        stage.append(event);
        sink.expectedMessageCount(1);
        sink.assertIsSatisfied();
        for (int i = 0; i < 8; i++) {
            stage.append(event);
        }
        rest.countDown();

        Await.until("nothing is left", () -> stage.deliveries().status("one").pendingEvents() == 0);
        assertThat(sizes).startsWith(1, 8, 8, 4, 4, 2);
        assertThat(stage.deliveries().status("one").delivered()).isEqualTo(9);
        assertThat(stage.deliveries().status("one").attempts()).isEqualTo(sizes.size());
        assertThat(stage.deliveries().status("one").deadLetters()).isZero();
    }

    private static DeliverySettings integration() {
        return new DeliverySettings(
                "one",
                "quiet",
                "siem-quiet-sink",
                SinkParameters.NONE,
                Selection.ALL,
                10,
                100_000,
                0,
                3,
                10,
                10,
                false,
                "now",
                MaxBacklog.NONE,
                BentVerdicts.NONE,
                Pace.ONE_AFTER_THE_OTHER);
    }
}
