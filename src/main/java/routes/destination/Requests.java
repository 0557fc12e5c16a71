package routes.destination;

import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;
import routes.accept.NotEventsException;
import routes.event.Batch;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Verdict;

/** What formats ask before they write, that there are events, and that they fit; and what was written, for the step that sends it. */
public final class Requests {

    /** The exchange variable to which a Kamelet marshals, so that the batch stays the body: a sink hands back what it was given. */
    public static final String VARIABLE = "request";

    private static final String NOTHING_TO_CONVERT = "The message body is neither a batch nor JSON that holds events.";

    private Requests() {}

    /** The batch in a message, or what its body converts to; that then takes the body's place, for whoever reads the reply. */
    public static Batch batch(Exchange exchange, Object body) throws DeliveryException {
        Batch batch = convert(exchange, body);
        exchange.getMessage().setBody(batch);
        return batch;
    }

    /** Camel's own conversion errors quote the body they could not convert, this one does not. */
    private static Batch convert(Exchange exchange, Object body) throws DeliveryException {
        if (body instanceof Batch already) {
            return already;
        }
        try {
            Batch batch = exchange.getContext().getTypeConverter().convertTo(Batch.class, exchange, body);
            if (batch != null) {
                return batch;
            }
        } catch (TypeConversionException refused) {
            if (refused.getCause() instanceof NotEventsException why) {
                throw notEvents(why.getMessage());
            }
        }
        throw notEvents(NOTHING_TO_CONVERT);
    }

    /** What was marshalled, which may be a stream: reading that uses it up, and the step that sends may be repeated. */
    public static byte[] bytes(Exchange exchange) {
        byte[] bytes = exchange.getVariable(VARIABLE, byte[].class);
        exchange.setVariable(VARIABLE, bytes);
        return bytes;
    }

    /**
     * Follows the sending of all that was written.
     *
     * @throws DeliveryException saying which events were left out of it, if any
     */
    public static void end(Exchange exchange) throws DeliveryException {
        exchange.removeVariable(VARIABLE);
        DeliveryException leftOut = (DeliveryException) exchange.removeProperty(DeliveryException.LEFT_OUT);
        if (leftOut != null) {
            throw leftOut;
        }
    }

    private static DeliveryException notEvents(String detail) {
        return DeliveryException.of(
                Verdict.REFUSED,
                new Reason("not_events", detail, "Send one event as a JSON object, or an array of them."));
    }

    /**
     * What an encoder throws at the writing of one event. The whole request is refused with it, so that it is halved until that event
     * stands alone: only it becomes a dead letter.
     *
     * @param unwritable what was thrown; its message is not told, it may quote the event
     */
    public static DeliveryException cannotEncode(RuntimeException unwritable) {
        return DeliveryException.of(
                Verdict.REFUSED,
                new Reason(
                        "cannot_encode",
                        "The event cannot be written for this destination ("
                                + unwritable.getClass().getSimpleName() + ").",
                        "Report it, with the event that was refused."));
    }

    /** @param remedy what to look at before raising batch.max_bytes */
    public static DeliveryException tooLarge(Batch batch, long maxBytes, String remedy) {
        String what = batch.size() == 1 ? "One event takes" : "The " + batch.size() + " events of this batch take";
        return DeliveryException.of(
                Verdict.REFUSED,
                new Reason(
                        "request_too_large",
                        what + " more than batch.max_bytes = " + maxBytes + " as a request; nothing was sent.",
                        remedy));
    }
}
