package routes.destination.kafka;

import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The settings of Kafka's producer (Kafka documentation, Producer Configs) but for its security; which there are is decided here, and
 * nothing that people set names one.
 */
final class KafkaSettings {

    /** Kafka's own default of request.timeout.ms. */
    private static final int LONGEST_REQUEST = 30_000;

    private static final int LONGEST_RECONNECT = 10_000;

    private final Properties set = new Properties();
    private int linger = 5;
    private int delivery = 30_000;

    KafkaSettings() {
        set("acks", "all");
        set("enable.idempotence", "true");
        set("key.serializer", ByteArraySerializer.class.getName());
        set("value.serializer", ByteArraySerializer.class.getName());
        set("reconnect.backoff.max.ms", Integer.toString(LONGEST_RECONNECT));
        // brokers may ask a client for its metrics, and JMX shows them: neither is anybody's business
        set("enable.metrics.push", "false");
        set("metric.reporters", "");
        set("auto.include.jmx.reporter", "false");
    }

    void set(String key, String value) {
        set.setProperty(key, value);
    }

    void linger(int millis) {
        linger = millis;
    }

    void delivery(int millis) {
        delivery = millis;
    }

    /** Kafka wants room for a request and the lingering in the time of a delivery; what is beyond it is for the redelivery. */
    Properties all() {
        Properties all = new Properties();
        all.putAll(set);
        all.setProperty("linger.ms", Integer.toString(linger));
        all.setProperty("delivery.timeout.ms", Integer.toString(delivery));
        all.setProperty(
                "request.timeout.ms", Integer.toString(Math.max(1, Math.min(LONGEST_REQUEST, delivery - linger))));
        return all;
    }
}
