package routes.deliver;

import java.time.Clock;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

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
        return AnsweredRequest.settle(original, answered, reply -> HttpReply.judge(reply, clock));
    }
}
