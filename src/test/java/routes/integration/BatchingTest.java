package routes.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.deliver.DeliverySettings;
import routes.integration.type.IntegrationType;
import routes.integration.type.IntegrationTypes;
import routes.integration.type.KameletFolder;
import routes.integration.type.State;
import routes.integration.validation.Validation;

/** Every integration type there is, as kamelets/ has it, is batched by the same three fields. */
class BatchingTest {

    private static final IntegrationTypes TYPES =
            new IntegrationTypes(new DefaultCamelContext(), new KameletFolder(Optional.of(Path.of("kamelets"))));

    static List<String> types() {
        return TYPES.all().stream().map(IntegrationType::name).toList();
    }

    @Test
    void there_are_types() {
        assertThat(types())
                .contains("splunk_hec", "elasticsearch", "datadog", "syslog_cef", "webhook", "kafka", "file");
    }

    @ParameterizedTest
    @MethodSource("types")
    void count_bytes_and_flush_interval_are_taken_and_reach_the_delivery(String type) {
        DeliverySettings settings = delivery(type, "{\"max_events\":7,\"max_bytes\":54321,\"max_wait_ms\":250}");

        assertThat(settings.maxEvents()).isEqualTo(7);
        assertThat(settings.maxBytes()).isEqualTo(54_321);
        assertThat(settings.maxWaitMillis()).isEqualTo(250);
        assertThat(settings.parameters().all().getOrDefault("maxBytes", "54321"))
                .isEqualTo("54321");
    }

    @ParameterizedTest
    @MethodSource("types")
    void unbatched_is_one_event_at_once(String type) {
        DeliverySettings settings = delivery(type, "{\"max_events\":1,\"max_wait_ms\":0}");

        assertThat(settings.maxEvents()).isEqualTo(1);
        assertThat(settings.maxWaitMillis()).isZero();
    }

    @ParameterizedTest
    @MethodSource("types")
    void what_is_no_batch_is_refused(String type) {
        for (String batch : List.of(
                "{\"max_events\":0}",
                "{\"max_events\":10001}",
                "{\"max_wait_ms\":-1}",
                "{\"max_wait_ms\":60001}",
                "{\"max_bytes\":0}",
                "{\"max_event\":1}")) {
            assertThat(faults(type, batch)).as(batch).anyMatch(pointer -> pointer.startsWith("/batch"));
        }
    }

    private static List<String> faults(String type, String batch) {
        ObjectNode document = document(type, batch);
        return Validation.check(TYPES.named(type).orElseThrow(), document, document).listed().stream()
                .map(fault -> fault.pointer())
                .toList();
    }

    private static ObjectNode document(String type, String batch) {
        ObjectNode document = Fixtures.json("{\"type\":\"" + type + "\"}");
        document.set("batch", Fixtures.json(batch));
        return document;
    }

    private static DeliverySettings delivery(String type, String batch) {
        assertThat(faults(type, batch)).noneMatch(pointer -> pointer.startsWith("/batch"));
        Instant now = Instant.EPOCH;
        JsonNode settings = document(type, batch);
        return Effective.delivery(
                TYPES.named(type).orElseThrow(),
                new Integration(
                        "one", type, State.ACTIVE, ManagedBy.API, (ObjectNode) settings, Map.of(), now, now, 1));
    }
}
