package routes.destination.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import routes.Await;
import routes.KafkaBroker;
import routes.deliver.LogLines;
import routes.destination.CalledSink;
import routes.event.Batch;
import routes.event.Event;
import routes.event.EventType;
import routes.event.Samples;
import routes.verdict.DeliveryException;
import routes.verdict.Verdict;

/** The sink against a broker that is one. Each test has a topic of its own. */
class KafkaSinkTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static KafkaBroker broker;

    @BeforeAll
    static void start_a_broker(@TempDir Path work) {
        broker = KafkaBroker.start(work);
    }

    @AfterAll
    static void stop_the_broker() {
        broker.close();
    }

    @Test
    void every_sample_is_a_record_of_its_own_bytes_keyed_by_agent_or_caller(TestInfo test) {
        String topic = topic(test, 3, Map.of());
        List<Event> events = Samples.names().stream().map(Samples::event).toList();

        try (CalledSink sink = sink(topic, Map.of())) {
            Batch batch = new Batch(events);
            Exchange sent = sink.send(batch, Map.of("kafka.OVERRIDE_TOPIC", "elsewhere", "leak", "canary"));
            assertThat(sent.getException()).isNull();
            assertThat(sent.getMessage().getBody()).isSameAs(batch);
        }

        List<ConsumerRecord<String, String>> records = broker.records(topic);
        assertThat(records.stream().map(ConsumerRecord::value))
                .containsExactlyInAnyOrderElementsOf(
                        events.stream().map(Event::json).toList());
        assertThat(records).allSatisfy(record -> {
            JsonNode json = JSON.readTree(record.value());
            String key = json.has("action") ? "caller" : "agent_id";
            assertThat(record.key()).isEqualTo(json.path(key).textValue());
            assertThat(header(record, "event_id")).isEqualTo(json.path("id").textValue());
            assertThat(header(record, "event_type"))
                    .isEqualTo(json.path("event_type").asText(auditType(json)));
            assertThat(record.headers().toArray()).hasSize(2);
        });
    }

    private static String auditType(JsonNode json) {
        return EventType.named("audit." + json.path("action").asText())
                .map(EventType::wireName)
                .orElse("audit.other");
    }

    @Test
    void the_events_of_one_agent_keep_their_order(TestInfo test) {
        String topic = topic(test, 3, Map.of());
        try (CalledSink sink = sink(topic, Map.of())) {
            for (int batch = 0; batch < 5; batch++) {
                assertThat(sink.send(batch(batch * 200, 200)).getException()).isNull();
            }
        }

        Map<String, List<Integer>> byAgent = new HashMap<>();
        for (ConsumerRecord<String, String> record : broker.records(topic)) {
            byAgent.computeIfAbsent(record.key(), agent -> new ArrayList<>())
                    .add(Integer.valueOf(header(record, "event_id")));
        }
        assertThat(byAgent).hasSize(7);
        byAgent.forEach((agent, ids) -> assertThat(ids).as(agent).isSorted().doesNotHaveDuplicates());
        assertThat(byAgent.values().stream().mapToInt(List::size).sum()).isEqualTo(1000);
    }

    @Test
    void an_escaped_key_is_the_text_it_means(TestInfo test) {
        String topic = topic(test, 1, Map.of());
        try (CalledSink sink = sink(topic, Map.of())) {
            sink.send(
                    new Batch(List.of(Samples.event(Samples.json("policy-deny").put("agent_id", "a\"\u00e9\n")))));
            ObjectNode none = Samples.json("policy-deny");
            none.putNull("agent_id");
            sink.send(new Batch(List.of(Samples.event(none))));
        }
        assertThat(broker.records(topic).stream().map(ConsumerRecord::key)).containsExactly("a\"\u00e9\n", null);
    }

    @Test
    void a_record_that_is_larger_than_ours_may_be_is_refused_alone(TestInfo test) {
        String topic = topic(test, 1, Map.of());
        try (CalledSink sink = sink(topic, Map.of("maxRecordBytes", "20000"))) {
            DeliveryException said = failure(sink.send(withLarge(3, 30_000)));
            assertThat(said.refusal(1).orElseThrow().code()).isEqualTo("record_too_large");
            assertThat(said.refusals()).isEqualTo(1);
            assertThat(said.isDelivered(0)).isTrue();
            assertThat(said.isDelivered(2)).isFalse();
            assertThat(said.rest()).isEqualTo(Verdict.AGAIN);
        }
        assertThat(ids(topic)).containsExactly("0");
    }

    @Test
    void a_record_that_is_larger_than_the_topics_may_be_is_refused_alone(TestInfo test) {
        String topic = topic(test, 1, Map.of("max.message.bytes", "20000"));
        try (CalledSink sink = sink(topic, Map.of())) {
            DeliveryException said = failure(sink.send(withLarge(3, 30_000)));
            assertThat(said.refusal(1).orElseThrow().code()).isEqualTo("record_too_large");
            assertThat(said.refusals()).isEqualTo(1);
            assertThat(said.isDelivered(0)).isTrue();
            assertThat(said.isDelivered(2)).isTrue();
        }
        assertThat(ids(topic)).containsExactly("0", "2");
    }

    @Test
    void a_broker_that_is_away_means_again_and_then_everything_arrives(TestInfo test) {
        String topic = topic(test, 3, Map.of());
        Map<String, String> impatient = Map.of("connectTimeout", "500", "responseTimeout", "2000");
        try (CalledSink sink = sink(topic, impatient)) {
            assertThat(sink.send(batch(0, 10)).getException()).isNull();
            broker.kill();
            try {
                assertThat(failure(sink.send(batch(10, 10))).rest()).isEqualTo(Verdict.AGAIN);
                DeliveryException said = failure(sink.send(batch(10, 10)));
                assertThat(said.rest()).isEqualTo(Verdict.AGAIN);
                assertThat(said.settledSome()).isFalse();
                assertThat(said.reason().code()).isEqualTo("timeout");
            } finally {
                broker.open();
            }
            Await.until(
                    "the broker takes records", () -> sink.send(batch(10, 10)).getException() == null);
        }
        assertThat(ids(topic))
                .containsAll(IntStream.range(0, 20).mapToObj(String::valueOf).toList());
    }

    @Test
    void a_topic_that_does_not_exist_parks_with_a_remedy() {
        try (CalledSink sink = sink("nobody-made-this", Map.of("connectTimeout", "1000"))) {
            DeliveryException said = failure(sink.send(batch(0, 3)));
            assertThat(said.rest()).isEqualTo(Verdict.PARKED);
            assertThat(said.reason().code()).isEqualTo("unknown_topic");
            assertThat(said.reason().remedy()).isNotEmpty();
        }
    }

    @Test
    void a_host_that_cannot_be_resolved_means_again() {
        try (CalledSink sink =
                CalledSink.of("siem-kafka-sink", Map.of("brokers", "no-such-host.invalid:9092", "topic", "any"))) {
            DeliveryException said = failure(sink.send(batch(0, 3)));
            assertThat(said.rest()).isEqualTo(Verdict.AGAIN);
            assertThat(said.reason().code()).isEqualTo("unknown_host");
        }
    }

    @Test
    void wrong_credentials_park_right_ones_deliver_and_neither_is_shown(TestInfo test) {
        String topic = topic(test, 1, Map.of());
        LogLines lines = LogLines.capture();
        try (lines) {
            try (CalledSink sink = login(topic, "wrong-canary")) {
                DeliveryException said = failure(sink.send(batch(0, 3)));
                assertThat(said.rest()).isEqualTo(Verdict.PARKED);
                assertThat(said.reason().code()).isEqualTo("authentication_failed");
                assertThat(sink.endpointsAndRoutes()).isNotEmpty().allSatisfy(text -> assertThat(text)
                        .doesNotContain("canary"));
            }
            try (CalledSink sink = login(topic, KafkaBroker.PASSWORD)) {
                assertThat(sink.send(batch(0, 3)).getException()).isNull();
            }
        }
        assertThat(ids(topic)).containsExactly("0", "1", "2");
        assertThat(lines.all()).allSatisfy(line -> assertThat(line).doesNotContain("canary"));
    }

    @Test
    void a_broker_that_takes_connections_and_never_answers_is_hung_up_on_at_once() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                CalledSink sink = CalledSink.of(
                        "siem-kafka-sink",
                        Map.of(
                                "brokers",
                                "127.0.0.1:" + silent.getLocalPort(),
                                "topic",
                                "any",
                                "connectTimeout",
                                "600000",
                                "responseTimeout",
                                "600000"))) {
            CompletableFuture<Exchange> sent = CompletableFuture.supplyAsync(() -> sink.send(batch(0, 3)));
            silent.accept();
            sink.hangUp("once");
            DeliveryException said = failure(sent.get(5, TimeUnit.SECONDS));
            assertThat(said.rest()).isEqualTo(Verdict.AGAIN);
            assertThat(said.settledSome()).isFalse();
        }
    }

    @Test
    void whoever_repeats_the_kamelet_or_its_step_repeats_the_sending() {
        Map<String, String> impatient = Map.of("connectTimeout", "300");
        try (CalledSink sink = sink("nobody-made-this", impatient)) {
            assertThat(failure(sink.sendTo("direct:whole", batch(0, 1), Map.of()))
                            .rest())
                    .isEqualTo(Verdict.PARKED);
            assertThat(failure(sink.sendTo("direct:bare", batch(0, 1), Map.of()))
                            .rest())
                    .isEqualTo(Verdict.PARKED);
        }
    }

    private CalledSink sink(String topic, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.putIfAbsent("brokers", broker.address());
        settings.put("topic", topic);
        return CalledSink.of("siem-kafka-sink", settings);
    }

    private CalledSink login(String topic, String password) {
        return sink(
                topic,
                Map.of(
                        "brokers",
                        broker.loginAddress(),
                        "securityProtocol",
                        "SASL_PLAINTEXT",
                        "username",
                        KafkaBroker.USER,
                        "password",
                        password));
    }

    private static String topic(TestInfo test, int partitions, Map<String, String> settings) {
        String topic = test.getTestMethod().orElseThrow().getName();
        broker.createTopic(topic, partitions, settings);
        return topic;
    }

    private static Batch batch(int from, int count) {
        return new Batch(IntStream.range(from, from + count)
                .mapToObj(i -> Samples.event(
                        Samples.json("policy-deny").put("id", String.valueOf(i)).put("agent_id", "agent-" + i % 7)))
                .toList());
    }

    /** The second of them is this large. */
    private static Batch withLarge(int count, int bytes) {
        List<Event> events = new ArrayList<>(batch(0, count).events());
        events.set(1, Samples.event(Samples.json("policy-deny").put("id", "1").put("reason", "x".repeat(bytes))));
        return new Batch(events);
    }

    private static List<String> ids(String topic) {
        return broker.records(topic).stream()
                .map(record -> header(record, "event_id"))
                .toList();
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static DeliveryException failure(Exchange sent) {
        assertThat(sent.getException()).isInstanceOf(DeliveryException.class);
        return (DeliveryException) sent.getException();
    }
}
