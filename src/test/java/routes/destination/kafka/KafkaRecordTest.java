package routes.destination.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.event.Samples;

class KafkaRecordTest {

    @ParameterizedTest
    @CsvSource({
        "policy-deny, agent_id",
        "dlp-match, agent_id",
        "audit-redact, caller",
        "router/integration-changed, router"
    })
    void the_key_keeps_the_events_of_one_agent_caller_or_router_in_order(String sample, String field) {
        ProducerRecord<byte[], byte[]> sent = KafkaRecord.of("siem", Samples.event(sample));

        assertThat(sent.key())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(Samples.json(sample).path(field).asText());
        assertThat(sent.value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(Samples.event(sample).json());
    }
}
