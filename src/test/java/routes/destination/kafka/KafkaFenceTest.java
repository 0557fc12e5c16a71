package routes.destination.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.KafkaBroker;
import routes.destination.CalledSink;
import routes.destination.net.AddressPolicy;
import routes.destination.net.OwnAddress;
import routes.event.Samples;
import routes.verdict.DeliveryException;
import routes.verdict.Verdict;

/** A Kafka integration connects to nothing the operator forbids, whoever names it: whoever set the brokers, or the brokers. */
class KafkaFenceTest {

    private static KafkaBroker broker;

    @BeforeAll
    static void start_a_broker(@TempDir Path work) {
        broker = KafkaBroker.start(work);
    }

    @AfterAll
    static void stop_the_broker() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.99:%d", "127.0.0.1:1,127.0.0.99:%d", "[::ffff:127.0.0.99]:%d"})
    void a_refused_broker_to_begin_with_is_not_connected_to(String brokers) throws IOException {
        try (Listener forbidden = new Listener("127.0.0.99", 0);
                CalledSink sink = sink(brokers.formatted(forbidden.port()), "any", new AddressPolicy("127.0.0.99"))) {
            DeliveryException said = failure(sink);
            assertThat(said.rest()).isEqualTo(Verdict.PARKED);
            assertThat(said.reason().code()).isEqualTo("address_refused");
            assertThat(forbidden.connections()).isZero();
        }
    }

    @Test
    void a_broker_that_names_a_refused_address_is_not_followed_there() throws IOException {
        notFollowed("refused", new AddressPolicy(KafkaBroker.MISLED_TO), "address_refused");
    }

    @Test
    void a_broker_that_names_an_address_that_is_not_allowed_is_not_followed_there() throws IOException {
        notFollowed("not-allowed", new AddressPolicy("none", "127.0.0.1", OwnAddress.NONE), "address_not_allowed");
    }

    @Test
    void a_broker_that_names_an_address_nobody_forbids_is_followed_there() throws IOException {
        String topic = topic("followed");
        try (Listener there = new Listener(KafkaBroker.MISLED_TO, broker.misledPort());
                CalledSink sink = sink(broker.misleadingAddress(), topic, new AddressPolicy("none"))) {
            assertThat(failure(sink).rest()).isEqualTo(Verdict.AGAIN);
            assertThat(there.connections()).isPositive();
        }
    }

    private static void notFollowed(String name, AddressPolicy policy, String code) throws IOException {
        String topic = topic(name);
        try (Listener forbidden = new Listener(KafkaBroker.MISLED_TO, broker.misledPort());
                CalledSink sink = sink(broker.misleadingAddress(), topic, policy)) {
            DeliveryException said = failure(sink);
            assertThat(said.rest()).isEqualTo(Verdict.PARKED);
            assertThat(said.reason().code()).isEqualTo(code);
            assertThat(said.settledSome()).isFalse();
            assertThat(forbidden.connections()).isZero();
        }
        assertThat(broker.records(topic)).isEmpty();
    }

    @Test
    void what_is_allowed_by_its_name_is_delivered_to() throws IOException {
        String port = broker.address().replaceAll(".*:", "");
        AddressPolicy policy = new AddressPolicy("127.0.0.99", "localhost,127.0.0.1", OwnAddress.NONE);
        try (CalledSink sink = sink("localhost:" + port, topic("allowed"), policy)) {
            assertThat(sink.send(Samples.batch("policy-deny", 3)).getException())
                    .isNull();
        }
        assertThat(broker.records("allowed").stream().map(ConsumerRecord::value))
                .hasSize(3);
    }

    private static String topic(String name) {
        broker.createTopic(name, 1, Map.of());
        return name;
    }

    private static CalledSink sink(String brokers, String topic, AddressPolicy policy) {
        Map<String, String> settings = new HashMap<>(
                Map.of("brokers", brokers, "topic", topic, "connectTimeout", "2000", "responseTimeout", "2000"));
        return CalledSink.of("siem-kafka-sink", settings, policy);
    }

    private static DeliveryException failure(CalledSink sink) {
        Exchange sent = sink.send(Samples.batch("policy-deny", 3));
        assertThat(sent.getException()).isInstanceOf(DeliveryException.class);
        return (DeliveryException) sent.getException();
    }

    /** Counts who connects. */
    private static final class Listener implements AutoCloseable {

        private final ServerSocket server;
        private final AtomicInteger connections = new AtomicInteger();

        Listener(String address, int port) throws IOException {
            server = new ServerSocket(port, 50, InetAddress.getByName(address));
            Thread thread = new Thread(() -> {
                while (!server.isClosed()) {
                    try {
                        server.accept().close();
                        connections.incrementAndGet();
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return server.getLocalPort();
        }

        int connections() {
            return connections.get();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
