package routes.destination.http;

import java.time.Clock;
import java.util.Optional;
import org.apache.camel.Exchange;
import routes.verdict.DeliveryException;
import routes.verdict.HttpReply;

/** Reads a reply whose status says it all: 2xx is delivered, the rest is for {@link HttpReply}. */
public final class StatusReply implements ReplyReader {

    @Override
    public Optional<DeliveryException> read(HttpAnswer answer, Exchange exchange) {
        return answer.judge(Clock.systemUTC());
    }
}
