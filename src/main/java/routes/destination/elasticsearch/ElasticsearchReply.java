package routes.destination.elasticsearch;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import routes.destination.http.HttpAnswer;
import routes.destination.http.ReplyReader;
import routes.event.Batch;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;

/** Reads the reply to a bulk request: a status but 2xx is judged by itself, else each event by its item. */
public final class ElasticsearchReply implements ReplyReader {

    private ElasticsearchIndices indices;
    private ElasticsearchVerdict verdict;

    /** The same as the format's. */
    public void setIndices(ElasticsearchIndices indices) {
        this.indices = indices;
        this.verdict = new ElasticsearchVerdict(indices);
    }

    @Override
    public Optional<DeliveryException> read(HttpAnswer answer, Exchange exchange) {
        Optional<DeliveryException> failure = answer.judge(Clock.systemUTC());
        if (failure.isPresent()) {
            return failure;
        }
        Optional<List<ElasticsearchItem>> items = ElasticsearchItems.read(answer.body());
        items.ifPresent(read -> warn(exchange, read));
        Batch sent = exchange.getMessage().getBody(Batch.class);
        return verdict.judge(
                items, sent.events().stream().mapToLong(indices::of).toArray());
    }

    /** A document in the failure store is kept, but no search finds it before somebody mends it. */
    private static void warn(Exchange exchange, List<ElasticsearchItem> items) {
        if (items.stream().anyMatch(ElasticsearchItem::isInFailureStore)) {
            exchange.setProperty(
                    Reason.WARNING,
                    new Reason(
                            "failure_store",
                            "Elasticsearch put at least one event into the data stream's failure store; it counts as delivered.",
                            "Look for it with GET <data stream>::failures/_search, and mend the mapping."));
        }
    }
}
