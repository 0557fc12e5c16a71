package routes.destination.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.BrokerNotAvailableException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidMetadataException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.errors.UnsupportedCompressionTypeException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What Kafka's faults are for people, who know nothing of its classes: {@code org.apache.kafka.common.protocol.Errors}. */
final class FaultWords {

    /** The first that fits counts, so a kind stands behind what is of that kind. */
    private static final Map<Class<? extends KafkaException>, String> WORDS = words();

    private FaultWords() {}

    /** The end of a sentence, without its stop; empty where a fault has none. */
    static Optional<String> of(Throwable fault) {
        return WORDS.entrySet().stream()
                .filter(known -> known.getKey().isInstance(fault))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<Class<? extends KafkaException>, String> words() {
        Map<Class<? extends KafkaException>, String> words = new LinkedHashMap<>();
        words.put(ConfigException.class, "a parameter has a value that it does not take");
        words.put(UnsupportedVersionException.class, "the brokers are too old for it");
        words.put(UnsupportedForMessageFormatException.class, "the topic has a format of messages that is too old");
        words.put(UnsupportedCompressionTypeException.class, "the brokers or the topic do not take this compression");
        words.put(PolicyViolationException.class, "a policy of the brokers forbids it");
        words.put(ProducerFencedException.class, "the brokers take another producer for this one");
        words.put(InvalidProducerEpochException.class, "the brokers take another producer for this one");
        words.put(InterruptException.class, "it was interrupted");
        words.put(UnknownServerException.class, "a broker failed and does not say why; its own log does");
        words.put(NotEnoughReplicasException.class, "fewer replicas are in sync than min.insync.replicas asks for");
        words.put(
                NotEnoughReplicasAfterAppendException.class,
                "fewer replicas were in sync than min.insync.replicas asks for, once the records were written");
        words.put(KafkaStorageException.class, "a broker cannot use its disk");
        words.put(NetworkException.class, "the connection to a broker was lost");
        words.put(DisconnectException.class, "the connection to a broker was lost");
        words.put(BrokerNotAvailableException.class, "a broker is away");
        words.put(ThrottlingQuotaExceededException.class, "the quota of this user or client is used up");
        words.put(CorruptRecordException.class, "records arrived damaged at a broker");
        words.put(OutOfOrderSequenceException.class, "a broker does not know the records before these");
        words.put(InvalidMetadataException.class, "a partition has no leader, or another one than a moment ago");
        return words;
    }
}
