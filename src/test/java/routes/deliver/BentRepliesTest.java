package routes.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.Await;
import routes.accept.Accepted;
import routes.accept.Accepting;
import routes.deliver.health.DeliveryStatus;
import routes.destination.http.Receiver;
import routes.destination.net.AddressPolicy;
import routes.event.Batch;
import routes.event.Selection;
import routes.value.SinkParameters;
import routes.verdict.BentVerdicts;

/** A Kamelet of somebody's own, which only posts, at a destination whose replies mean something of their own. */
class BentRepliesTest {

    private final Receiver destination = Receiver.plain();
    private DeliverStage stage;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        stage = new DeliverStage(folder, new AddressPolicy(""));
        ProducerTemplate http = stage.context().createProducerTemplate();
        stage.add(
                "own",
                exchange -> http.sendBody(
                        destination.url() + "/in",
                        exchange.getMessage()
                                .getBody(Batch.class)
                                .events()
                                .get(0)
                                .json()));
    }

    @AfterEach
    void stop() throws Exception {
        stage.close();
        destination.close();
    }

    @Test
    void a_reply_that_means_delivered_there_moves_the_cursor_and_is_no_failure() throws Exception {
        destination.answerNext(409);
        stage.deliveries().start(integration("409=delivered"));

        stage.append(Accepted.batch(Accepting.governance("")).events().get(0));

        Await.until("it is delivered", () -> status().delivered() == 1);
        assertThat(status().pendingEvents()).isZero();
        assertThat(status().failures()).isZero();
        assertThat(status().deadLetters()).isZero();
        assertThat(destination.requests()).hasSize(1);
    }

    @Test
    void one_that_means_again_is_repeated_where_it_would_have_parked() throws Exception {
        destination.answerNext(404);
        stage.deliveries().start(integration("404=again"));

        stage.append(Accepted.batch(Accepting.governance("")).events().get(0));

        Await.until("it is delivered", () -> status().delivered() == 1);
        assertThat(destination.requests()).hasSize(2);
    }

    @Test
    void one_that_means_refused_makes_a_dead_letter_of_the_event() throws Exception {
        destination.answerNext(409);
        stage.deliveries().start(integration("409=refused"));

        stage.append(Accepted.batch(Accepting.governance("")).events().get(0));

        Await.until("it is put aside", () -> status().deadLetters() == 1 && status().pendingEvents() == 0);
        assertThat(status().delivered()).isZero();
    }

    private DeliveryStatus status() {
        return stage.deliveries().status("one");
    }

    private static DeliverySettings integration(String verdicts) {
        return new DeliverySettings(
                "one",
                "own",
                "siem-own-sink",
                SinkParameters.NONE,
                Selection.ALL,
                1,
                100_000,
                0,
                3,
                10,
                10,
                false,
                "now",
                MaxBacklog.NONE,
                BentVerdicts.parse(verdicts, List.of()),
                Pace.ONE_AFTER_THE_OTHER);
    }
}
