package routes.deliver;

import java.time.Clock;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Reads the reply of Datadog's log intake, as {@link StatusReply} does: its status says it all
 * (<a href="https://docs.datadoghq.com/api/latest/logs/send-logs/">Send logs</a>). Beyond that, events that were left out of the
 * request are told once the others are delivered; a limit that was reached says when it ends; and a refused key has two remedies.
 */
public final class DatadogReply implements AggregationStrategy {

    private static final String REMEDY =
            "Set a new api_key, and check site: a key is known only at the site it was made at.";

    private final StatusReply status;

    public DatadogReply() {
        this(Clock.systemUTC());
    }

    /** @param clock what a Retry-After date is compared with */
    public DatadogReply(Clock clock) {
        this.status = new StatusReply(clock);
    }

    @Override
    public Exchange aggregate(Exchange original, Exchange answered) {
        DeliveryException leftOut = (DeliveryException) original.removeProperty(DeliveryException.LEFT_OUT);
        passReset(answered.getMessage());
        status.aggregate(original, answered);
        if (original.getException() == null) {
            original.setException(leftOut);
        } else if (original.getException() instanceof DeliveryException failed) {
            original.setException(withRemedy(failed));
        }
        return original;
    }

    /** Datadog's limits tell the seconds until they are reset in a header of their own. */
    private static void passReset(Message reply) {
        if (reply.getHeader("Retry-After") == null) {
            reply.setHeader("Retry-After", reply.getHeader("X-RateLimit-Reset"));
        }
    }

    private static DeliveryException withRemedy(DeliveryException failed) {
        Reason reason = failed.reason();
        boolean key = reason.code().equals("http_401") || reason.code().equals("http_403");
        return key ? DeliveryException.of(failed.rest(), new Reason(reason.code(), reason.detail(), REMEDY)) : failed;
    }
}
