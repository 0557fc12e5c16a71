package routes.destination.kafka;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerOfClient;
import org.apache.kafka.clients.producer.internals.ProducerMetadata;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.internals.ClusterResourceListeners;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import routes.destination.net.AddressPolicy;
import routes.verdict.DeliveryException;

/** Kafka's producer, and the fence around where it connects to. */
record KafkaConnection(
        Producer<byte[], byte[]> producer, KafkaClient client, AllowedHosts hosts, AtomicBoolean hungUp) {

    /**
     * @throws DeliveryException parked, where a broker that is set may not be connected to
     * @throws org.apache.kafka.common.KafkaException where the settings are of no use
     */
    static KafkaConnection open(Properties settings, AddressPolicy policy) throws DeliveryException {
        ProducerConfig config = new ProducerConfig(settings);
        AllowedHosts hosts = new AllowedHosts(policy);
        LogContext log = new LogContext("[" + config.getString(ProducerConfig.CLIENT_ID_CONFIG) + "] ");
        ProducerMetadata metadata = new ProducerMetadata(
                config.getLong(ProducerConfig.RETRY_BACKOFF_MS_CONFIG),
                config.getLong(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG),
                config.getLong(ProducerConfig.METADATA_MAX_AGE_CONFIG),
                config.getLong(ProducerConfig.METADATA_MAX_IDLE_CONFIG),
                log,
                new ClusterResourceListeners(),
                Time.SYSTEM);
        metadata.bootstrap(brokers(config.getList(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG), hosts));
        KafkaClient client = client(config, metadata, hosts, log);
        return new KafkaConnection(ProducerOfClient.of(config, metadata, client), client, hosts, new AtomicBoolean());
    }

    /** As Kafka does it, but for who resolves names. */
    private static KafkaClient client(
            ProducerConfig config, ProducerMetadata metadata, AllowedHosts hosts, LogContext log) {
        return ClientUtils.createNetworkClient(
                config,
                config.getString(ProducerConfig.CLIENT_ID_CONFIG),
                new Metrics(Time.SYSTEM),
                "producer",
                log,
                new ApiVersions(),
                Time.SYSTEM,
                config.getInt(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION),
                config.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG),
                metadata,
                null,
                hosts,
                null,
                null);
    }

    /** Those of the brokers to begin with whose names are known now, as Kafka does it; a refused one is a fault at once. */
    private static List<InetSocketAddress> brokers(List<String> set, AllowedHosts hosts) throws DeliveryException {
        List<InetSocketAddress> known = new ArrayList<>();
        for (String broker : set) {
            String host = Utils.getHost(broker);
            Integer port = Utils.getPort(broker);
            if (host == null || port == null) {
                throw new ConfigException("brokers: a broker is not host:port");
            }
            try {
                InetAddress[] addresses = hosts.resolve(host);
                known.add(new InetSocketAddress(addresses[0], port));
            } catch (UnknownHostException unknown) {
                Optional<DeliveryException> refused = hosts.refused();
                if (refused.isPresent()) {
                    throw refused.get();
                }
            }
        }
        if (known.isEmpty()) {
            throw new ConfigException(KafkaFailure.UNRESOLVED);
        }
        return known;
    }

    /** Why records have no answer that are not to blame for it; empty where they, or the brokers, are. */
    Optional<DeliveryException> obstacle() {
        return hungUp.get()
                ? Optional.of(KafkaFailure.judge(new DisconnectException("kafka: hung up")))
                : hosts.refused();
    }

    /** Who waits for an answer hears that there is none; what is in flight is sent again. */
    void close() {
        hungUp.set(true);
        // the producer alone would wait for a broker that never answers
        client.initiateClose();
        producer.close(Duration.ZERO);
    }
}
