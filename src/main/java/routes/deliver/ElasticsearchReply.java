package routes.deliver;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import routes.event.Batch;

/**
 * Reads the reply to a bulk request where the request is sent, so that sending and reading are one step and are repeated
 * together: the aggregation strategy of an {@code enrich}. The batch stays the message's body; what was not delivered is the
 * exchange's exception. A status but 2xx is judged by {@link HttpReply}, else each event by its item.
 */
public final class ElasticsearchReply implements AggregationStrategy {

    private final Clock clock;

    public ElasticsearchReply() {
        this(Clock.systemUTC());
    }

    /** @param clock what a Retry-After date is compared with */
    public ElasticsearchReply(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Exchange aggregate(Exchange original, Exchange answered) {
        return AnsweredRequest.settle(original, answered, reply -> read(original, reply));
    }

    private Optional<DeliveryException> read(Exchange original, Message reply) throws IOException {
        Optional<DeliveryException> failure = HttpReply.judge(reply, clock);
        if (failure.isPresent()) {
            return failure;
        }
        Optional<List<ElasticsearchItem>> items =
                ElasticsearchItems.read(AnsweredRequest.body(reply, Integer.MAX_VALUE));
        items.ifPresent(read -> warn(original, read));
        return ElasticsearchVerdict.judge(
                items, original.getMessage().getBody(Batch.class).size());
    }

    /** A document in the failure store is kept, but no search finds it before somebody mends it. */
    private static void warn(Exchange original, List<ElasticsearchItem> items) {
        if (items.stream().anyMatch(ElasticsearchItem::isInFailureStore)) {
            original.setProperty(
                    DeliveryState.WARNING,
                    new Reason(
                            "failure_store",
                            "Elasticsearch put at least one event into the data stream's failure store; it counts as delivered.",
                            "Look for it with GET <data stream>::failures/_search, and mend the mapping."));
        }
    }
}
