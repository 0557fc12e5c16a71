package routes.destination.splunk;

import java.time.Clock;
import java.util.Optional;
import org.apache.camel.Exchange;
import routes.destination.http.HttpAnswer;
import routes.destination.http.ReplyReader;
import routes.event.Batch;
import routes.verdict.DeliveryException;

/** Reads the reply of Splunk's HTTP Event Collector; what its body means, {@link SplunkHecVerdict} says. */
public final class SplunkHecReply implements ReplyReader {

    @Override
    public Optional<DeliveryException> read(HttpAnswer answer, Exchange exchange) {
        return SplunkHecVerdict.judge(
                answer.status(),
                answer.header("retry-after"),
                answer.body(),
                exchange.getMessage().getBody(Batch.class).size(),
                Clock.systemUTC());
    }
}
