package routes.deliver;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import routes.event.Batch;

/**
 * Reads the reply of Splunk's HTTP Event Collector where the request is sent, so that sending and reading are one step and
 * are repeated together: the aggregation strategy of an {@code enrich}. The batch stays the message's body; what was not
 * delivered is the exchange's exception.
 */
public final class SplunkHecReply implements AggregationStrategy {

    private static final int MAX_REPLY_BYTES = 64 * 1024;

    private final Clock clock;

    public SplunkHecReply() {
        this(Clock.systemUTC());
    }

    /** @param clock what a Retry-After date is compared with */
    public SplunkHecReply(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Exchange aggregate(Exchange original, Exchange answered) {
        int events = original.getMessage().getBody(Batch.class).size();
        return AnsweredRequest.settle(original, answered, reply -> read(reply, events));
    }

    /** A longer body is no HEC reply, so its beginning is enough to see that. */
    private Optional<DeliveryException> read(Message reply, int events) throws IOException {
        return SplunkHecVerdict.judge(
                reply.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class),
                reply.getHeader("Retry-After", String.class),
                AnsweredRequest.body(reply, MAX_REPLY_BYTES),
                events,
                clock);
    }
}
