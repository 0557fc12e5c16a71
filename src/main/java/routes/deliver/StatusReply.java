package routes.deliver;

import java.time.Clock;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Reads a reply whose status says it all, where the request is sent, so that sending and reading are one step and are repeated
 * together: the aggregation strategy of an {@code enrich}. 2xx is delivered, the rest is for {@link HttpReply}.
 */
public final class StatusReply implements AggregationStrategy {

    private final Clock clock;

    public StatusReply() {
        this(Clock.systemUTC());
    }

    /** @param clock what a Retry-After date is compared with */
    public StatusReply(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Exchange aggregate(Exchange original, Exchange answered) {
        // a message that fails goes to a dead-letter channel, which must get neither token nor signature; Camel counts
        // redeliveries in a header, and without it they would never end
        original.getMessage().removeHeaders("*", "CamelRedeliver*");
        if (answered.getException() != null) {
            original.setException(answered.getException());
            return original;
        }
        Message reply = answered.getMessage();
        CertificateNote.pass(reply, original);
        HttpReply.judge(
                        reply.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class),
                        reply.getHeader("Retry-After", String.class),
                        clock)
                .ifPresent(original::setException);
        return original;
    }
}
