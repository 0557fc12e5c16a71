package routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.event.Samples;

/** The type {@code kafka}, from the API to a broker's topic. */
class KafkaSinkIT {

    private static final String TOPIC = "siem-events";

    @Test
    void samples_arrive_and_nothing_is_lost_over_a_brokers_restart(@TempDir Path work) throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(work.resolve("broker"));
                RouterProcess router = RouterProcess.start(Files.createDirectory(work.resolve("router")))) {
            broker.createTopic(TOPIC, 3, Map.of());
            String integration = router.api()
                    .createIntegration(
                            """
                    {"type":"kafka","brokers":"%s","topic":"%s","connect_timeout":1000,"response_timeout":5000,\
                    "retry":{"max_retries":1,"base_ms":100}}"""
                                    .formatted(broker.address(), TOPIC));
            // allowed actions are not among the events that an integration gets unless told otherwise
            List<String> names = Samples.names().stream()
                    .filter(name -> !name.equals("policy-allow"))
                    .toList();
            router.api()
                    .accept(names.stream()
                            .map(name -> Samples.json(name).toString())
                            .collect(Collectors.joining(",", "[", "]")));
            router.api().awaitDelivered(integration, names.size());
            assertThat(broker.records(TOPIC).stream().map(ConsumerRecord::value))
                    .containsExactlyInAnyOrderElementsOf(Trail.sent(router.data()));

            assertThat(router.api()
                            .post(integration + "/test", "", 200)
                            .path("ok")
                            .asBoolean())
                    .isTrue();
            assertThat(broker.records(TOPIC))
                    .anyMatch(record -> record.value().contains("siem-router connection test"));

            broker.kill();
            router.api().accept(Traffic.events("down", 0, 200));
            assertThat(router.api()
                            .awaitHealth(integration, "failing")
                            .path("pending_events")
                            .asLong())
                    .isEqualTo(200);
            broker.open();
            router.api().lifecycle(integration, "retry-now");
            router.api()
                    .awaitIntegration(
                            integration,
                            "has nothing left",
                            seen -> seen.path("pending_events").asLong() == 0);
            List<String> down = broker.records(TOPIC).stream()
                    .map(record ->
                            new String(record.headers().lastHeader("event_id").value(), UTF_8))
                    .filter(id -> id.startsWith("down-"))
                    .distinct()
                    .toList();
            assertThat(down).isEqualTo(Traffic.ids("down", 0, 200));
            assertThat(router.api()
                            .integration(integration)
                            .path("dead_letters")
                            .asLong())
                    .isZero();
        }
    }
}
