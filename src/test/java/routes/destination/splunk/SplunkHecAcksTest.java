package routes.destination.splunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.Await;
import routes.destination.CalledSink;
import routes.event.Batch;
import routes.event.Samples;
import routes.journal.camel.JournalEndpoint;
import routes.verdict.DeliveryException;
import routes.verdict.Verdict;

/** What the sink leaves on the exchange where Splunk gives acknowledgement numbers, and what it asks. */
class SplunkHecAcksTest {

    private final SplunkHecEmulator splunk = SplunkHecEmulator.start("token");
    private final CalledSink sink =
            CalledSink.of("siem-splunk-hec-sink", Map.of("url", splunk.url(), "token", "token"));
    private final Batch three = Samples.batch("policy-deny", 3);

    @AfterEach
    void close() {
        sink.close();
        splunk.close();
    }

    @Test
    void the_confirmation_completes_with_the_acknowledgement() throws Exception {
        splunk.setAcknowledgement(true);

        assertThat(confirmation(sink.send(three))).succeedsWithin(Duration.ofSeconds(30));
        assertThat(splunk.ids()).hasSize(3);
    }

    @Test
    void without_a_number_there_is_nothing_to_wait_for() {
        assertThat(confirmation(sink.send(three))).isNull();
    }

    @Test
    void a_balancers_cookie_is_kept_for_requests_and_questions() {
        splunk.setAcknowledgement(true);
        splunk.answerNext(200, "{\"text\":\"Success\",\"code\":0,\"ackId\":7}", "Set-Cookie", "pin=1; Path=/");
        sink.send(three);
        sink.send(three);

        assertThat(splunk.requests().get(1).headers().getFirst("Cookie")).isEqualTo("pin=1");
        String channel = splunk.requests().get(0).headers().getFirst("X-Splunk-Request-Channel");
        Await.until("a question", () -> splunk.askedChannels().contains(channel));
    }

    @Test
    void collectors_that_answer_in_turn_confirm_nothing_and_park() {
        for (int round = 0; round < 3; round++) {
            splunk.answerNext(200, "{\"text\":\"Success\",\"code\":0,\"ackId\":0}");
            splunk.answerNext(200, "{\"text\":\"Success\",\"code\":0,\"ackId\":0}");
            CompletableFuture<?> first = confirmation(sink.send(three));
            DeliveryException said = (DeliveryException) sink.send(three).getException();

            assertThat(first).isCompletedExceptionally();
            assertThat(said.reason().code()).isEqualTo("hec_ack_mixed");
            assertThat(said.rest()).isEqualTo(round < 2 ? Verdict.AGAIN : Verdict.PARKED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/services/collector/event,/services/collector/ack",
        "/services/collector/event/1.0,/services/collector/ack",
        "/services/collector,/services/collector/ack",
        "/splunk/services/collector/event/,/splunk/services/collector/ack",
        "/,/services/collector/ack"
    })
    void questions_go_beside_the_events(String events, String questions) {
        assertThat(SplunkHecAckReply.path(events)).isEqualTo(questions);
    }

    private static CompletableFuture<?> confirmation(Exchange sent) {
        return sent.getProperty(JournalEndpoint.CONFIRMATION, CompletableFuture.class);
    }
}
