package routes.destination.kafka;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.RecordMetadata;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Verdict;

/** What became of each record of a batch, by its place. Answers come from the client's own thread. */
final class KafkaAnswers {

    private final BitSet delivered = new BitSet();
    private final Map<Integer, Reason> refused = new HashMap<>();
    private DeliveryException rest;

    /** @param failure null where all replicas in sync have the record */
    synchronized void put(int record, RecordMetadata acknowledged, Exception failure) {
        if (failure == null && acknowledged != null) {
            delivered.set(record);
            return;
        }
        DeliveryException said = KafkaFailure.judge(failure);
        if (said.rest() == Verdict.REFUSED) {
            refused.put(record, said.reason());
        } else if (rest == null || said.rest() == Verdict.PARKED) {
            rest = said;
        }
    }

    synchronized boolean areGood() {
        return rest == null && refused.isEmpty();
    }

    /** @param obstacle what records without an answer wait for, where it is known better than by what the client says of them */
    synchronized DeliveryException verdict(Optional<DeliveryException> obstacle) {
        if (rest == null) {
            // what was not sent because a record before it was refused is for the next request
            return DeliveryException.partly(
                    delivered,
                    refused,
                    Verdict.AGAIN,
                    refused.values().iterator().next());
        }
        DeliveryException why = obstacle.orElse(rest);
        return DeliveryException.partly(delivered, refused, why.rest(), why.reason());
    }
}
