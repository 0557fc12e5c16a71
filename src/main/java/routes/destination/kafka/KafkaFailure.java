package routes.destination.kafka;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Retold;
import routes.verdict.Verdict;

/**
 * What a failure of Kafka's producer means. Its classes are Kafka's table of errors (kafka-clients,
 * {@code org.apache.kafka.common.protocol.Errors}); their messages are not repeated.
 */
final class KafkaFailure {

    /** Says that no name of a broker is known to DNS. */
    static final String UNRESOLVED = "No resolvable bootstrap urls given in brokers";

    private static final Logger LOG = LoggerFactory.getLogger(KafkaFailure.class);

    private KafkaFailure() {}

    static DeliveryException judge(Throwable failure) {
        if (has(failure, RecordTooLargeException.class)) {
            return DeliveryException.of(
                    Verdict.REFUSED,
                    new Reason(
                            "record_too_large",
                            "The event is larger than a record may be.",
                            "Raise max_record_bytes, and the topic's max.message.bytes if it is the smaller one."));
        }
        if (has(failure, InvalidRecordException.class)) {
            return DeliveryException.of(
                    Verdict.REFUSED,
                    new Reason(
                            "invalid_record",
                            "The broker does not take the event as a record of this topic.",
                            "Look at the topic: one that is compacted needs a key, which is agent_id or caller."));
        }
        Reason person = needsPerson(failure);
        if (person != null) {
            return DeliveryException.of(Verdict.PARKED, person);
        }
        return mayPass(failure)
                ? DeliveryException.again(waiting(failure), null)
                : DeliveryException.of(
                        Verdict.PARKED,
                        new Reason(
                                "kafka_failed",
                                "Kafka's client failed: " + words(failure) + ".",
                                "Check the parameters, and that the brokers are of version 2.1 or newer."));
    }

    private static Reason needsPerson(Throwable failure) {
        if (has(failure, SslAuthenticationException.class)) {
            return new Reason(
                    "tls_failure",
                    "A broker and the router could not agree on TLS, or do not trust each other.",
                    "Check the host names in brokers, ca_file, and whether a client certificate is wanted.");
        }
        if (has(failure, AuthenticationException.class)) {
            return new Reason(
                    "authentication_failed",
                    "The brokers do not accept our credentials.",
                    "Check sasl_mechanism and username, and set a new password.");
        }
        if (has(failure, AuthorizationException.class)) {
            return new Reason(
                    "not_authorized",
                    "The brokers forbid this user to write to the topic.",
                    "Give the user Write and Describe on the topic, or set another user.");
        }
        // a topic that nobody knows is told as the cause of a timeout
        if (has(failure, UnknownTopicOrPartitionException.class)) {
            return new Reason("unknown_topic", "The topic does not exist.", "Create the topic, or correct topic.");
        }
        if (has(failure, InvalidTopicException.class)) {
            return new Reason("invalid_topic", "The brokers do not take the topic's name.", "Correct topic.");
        }
        return null;
    }

    private static boolean mayPass(Throwable failure) {
        return has(failure, RetriableException.class)
                || has(failure, OutOfOrderSequenceException.class)
                || isUnresolved(failure);
    }

    /** A name that DNS does not know today may be known tomorrow, other than the rest of what is wrong with settings. */
    private static boolean isUnresolved(Throwable failure) {
        Throwable root = Retold.innermost(failure);
        return root instanceof ConfigException && UNRESOLVED.equals(root.getMessage());
    }

    private static Reason waiting(Throwable failure) {
        if (isUnresolved(failure)) {
            return new Reason("unknown_host", "No host name in brokers can be resolved.", "Check brokers and DNS.");
        }
        if (has(failure, TimeoutException.class)) {
            return new Reason(
                    "timeout",
                    "No broker took the records in time.",
                    "Check that the brokers run, that brokers and the listeners they advertise can be reached from here, and"
                            + " that security_protocol is the port's.");
        }
        return new Reason(
                "kafka_not_ready",
                "The brokers cannot take records now: " + words(failure) + ".",
                "If that stays so, look at the brokers.");
    }

    /** What has no words is named in the log, for whoever can read that. */
    private static String words(Throwable failure) {
        Throwable root = Retold.innermost(failure);
        return FaultWords.of(root).or(() -> FaultWords.of(failure)).orElseGet(() -> {
            LOG.warn(
                    "kafka: a fault that has no words here: {}", root.getClass().getName());
            return "for a reason that has no words here; the log names its kind";
        });
    }

    private static boolean has(Throwable failure, Class<? extends KafkaException> type) {
        for (Throwable at = failure; at != null; at = at.getCause() == at ? null : at.getCause()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }
}
