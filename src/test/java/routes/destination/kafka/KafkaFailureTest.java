package routes.destination.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import routes.verdict.DeliveryException;
import routes.verdict.Verdict;

/** What one broker alone never says. */
class KafkaFailureTest {

    @Test
    void too_few_replicas_in_sync_mean_again_and_the_message_is_not_repeated() {
        DeliveryException said = KafkaFailure.judge(new NotEnoughReplicasException("canary"));

        assertThat(said.rest()).isEqualTo(Verdict.AGAIN);
        assertThat(said.reason().code()).isEqualTo("kafka_not_ready");
        assertThat(said.reason().detail())
                .isEqualTo(
                        "The brokers cannot take records now: fewer replicas are in sync than min.insync.replicas asks for.");
    }

    /** Kafka's own table: each of its errors that can come here. */
    @ParameterizedTest
    @EnumSource(Errors.class)
    void a_fault_is_told_in_words_and_names_no_class(Errors error) {
        if (error == Errors.NONE) {
            return;
        }
        for (Throwable fault :
                new Throwable[] {error.exception("canary"), new KafkaException("canary", error.exception("canary"))}) {
            assertThat(KafkaFailure.judge(fault).reason().detail())
                    .doesNotContain(
                            "canary", "Exception", error.exception().getClass().getSimpleName());
        }
    }

    @Test
    void a_parameter_and_a_version_that_do_not_fit_are_told_apart() {
        assertThat(KafkaFailure.judge(new KafkaException("canary", new ConfigException("canary")))
                        .reason()
                        .detail())
                .isEqualTo("Kafka's client failed: a parameter has a value that it does not take.");
        assertThat(KafkaFailure.judge(new UnsupportedVersionException("canary"))
                        .reason()
                        .detail())
                .isEqualTo("Kafka's client failed: the brokers are too old for it.");
    }
}
