package routes.destination.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.junit.jupiter.api.Test;
import routes.deliver.DeliveryException;
import routes.deliver.Verdict;

/** What one broker alone never says. */
class KafkaFailureTest {

    @Test
    void too_few_replicas_in_sync_mean_again_and_the_message_is_not_repeated() {
        DeliveryException said = KafkaFailure.judge(new NotEnoughReplicasException("canary"));

        assertThat(said.rest()).isEqualTo(Verdict.AGAIN);
        assertThat(said.reason().code()).isEqualTo("kafka_not_ready");
        assertThat(said.reason().detail())
                .contains("NotEnoughReplicasException")
                .doesNotContain("canary");
    }
}
