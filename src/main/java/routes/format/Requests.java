package routes.format;

import org.apache.camel.Exchange;
import routes.deliver.DeliveryException;
import routes.deliver.Reason;
import routes.deliver.Verdict;
import routes.event.Batch;

/** What every format asks before it writes: that there are events, and that they fit. */
final class Requests {

    private static final Reason NOT_EVENTS = new Reason(
            "not_events",
            "The message body is neither a batch nor JSON that holds events.",
            "Send one JSON object, or an array of objects.");

    private Requests() {}

    /** The batch in a message; Camel's own conversion errors quote the body they could not convert, this one does not. */
    static Batch batch(Exchange exchange, Object body) throws DeliveryException {
        Batch batch = body instanceof Batch already
                ? already
                : exchange.getContext().getTypeConverter().tryConvertTo(Batch.class, exchange, body);
        if (batch == null) {
            throw DeliveryException.of(Verdict.REFUSED, NOT_EVENTS);
        }
        return batch;
    }

    /** @param remedy what to look at before raising batch.max_bytes */
    static DeliveryException tooLarge(Batch batch, long maxBytes, String remedy) {
        String what = batch.size() == 1 ? "One event takes" : "The " + batch.size() + " events of this batch take";
        return DeliveryException.of(
                Verdict.REFUSED,
                new Reason(
                        "request_too_large",
                        what + " more than batch.max_bytes = " + maxBytes + " as a request; nothing was sent.",
                        remedy));
    }
}
