package routes.format;

import org.apache.camel.Exchange;
import routes.deliver.DeliveryException;
import routes.deliver.Reason;
import routes.deliver.Verdict;
import routes.event.Batch;

/** What a data format was given to write, as a batch. */
final class BatchBody {

    private static final Reason NOT_EVENTS = new Reason(
            "not_events",
            "The message body is neither a batch nor JSON that holds events.",
            "Send one JSON object, or an array of objects.");

    private BatchBody() {}

    /** Camel's own conversion errors quote the body they could not convert; this one does not. */
    static Batch of(Exchange exchange, Object graph) throws DeliveryException {
        Batch batch = graph instanceof Batch already
                ? already
                : exchange.getContext().getTypeConverter().tryConvertTo(Batch.class, exchange, graph);
        if (batch == null) {
            throw DeliveryException.of(Verdict.REFUSED, NOT_EVENTS);
        }
        return batch;
    }
}
