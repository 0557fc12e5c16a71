package org.apache.kafka.clients.producer;

import java.util.List;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.producer.internals.ProducerInterceptors;
import org.apache.kafka.clients.producer.internals.ProducerMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;

/**
 * Kafka's producer with a network client that somebody else made. The constructor that takes one is open to this package alone,
 * which is why this class stands here; a version of kafka-clients without it fails the build and not a router.
 */
public final class ProducerOfClient {

    private ProducerOfClient() {}

    /** The producer closes the client, and knows its metadata. */
    public static Producer<byte[], byte[]> of(ProducerConfig config, ProducerMetadata metadata, KafkaClient client) {
        return new KafkaProducer<>(
                config,
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                metadata,
                client,
                new ProducerInterceptors<>(List.of()),
                Time.SYSTEM);
    }
}
