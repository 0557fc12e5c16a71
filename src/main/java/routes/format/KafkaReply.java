package routes.format;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import routes.deliver.DeliveryException;
import routes.deliver.Reason;
import routes.deliver.Verdict;

/**
 * Reads what the brokers answered for each record, where the records are sent, so that sending and reading are one step and are
 * repeated together: the aggregation strategy of an {@code enrich}. The batch stays the message's body; what was not
 * acknowledged is the exchange's exception.
 */
public final class KafkaReply implements AggregationStrategy {

    private KafkaClients clients;

    /** Told of a failure, so that the next request begins with a new client. */
    public void setClients(KafkaClients clients) {
        this.clients = clients;
    }

    @Override
    public Exchange aggregate(Exchange original, Exchange answered) {
        if (answered.getException() != null) {
            KafkaRecords records = original.getVariable(KafkaRequest.RECORDS, KafkaRecords.class);
            DeliveryException said = read(records.handedOut(), answered.getException());
            original.setException(said);
            if (said.refusals() == 0) {
                clients.renew();
            }
        }
        return original;
    }

    /** @param failure what to say of records that have no answer of their own */
    private static DeliveryException read(List<Exchange> records, Exception failure) {
        BitSet delivered = new BitSet();
        Map<Integer, Reason> refused = new HashMap<>();
        DeliveryException rest = null;
        for (int i = 0; i < records.size(); i++) {
            Exchange record = records.get(i);
            DeliveryException said = record.getException() == null ? null : KafkaFailure.judge(record.getException());
            if (said == null) {
                delivered.set(i, record.getMessage().getHeader(KafkaConstants.KAFKA_RECORD_META) != null);
            } else if (said.rest() == Verdict.REFUSED) {
                refused.put(i, said.reason());
            } else if (rest == null || said.rest() == Verdict.PARKED) {
                rest = said;
            }
        }
        return of(delivered, refused, rest == null ? KafkaFailure.judge(failure) : rest);
    }

    /** What was not sent because a record before it was refused is for the next request. */
    private static DeliveryException of(BitSet delivered, Map<Integer, Reason> refused, DeliveryException rest) {
        Verdict others = rest.rest() == Verdict.REFUSED && !refused.isEmpty() ? Verdict.AGAIN : rest.rest();
        return DeliveryException.partly(delivered, refused, others, rest.reason());
    }
}
