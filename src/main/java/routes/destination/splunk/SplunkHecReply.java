package routes.destination.splunk;

import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.camel.Exchange;
import routes.destination.http.HttpAnswer;
import routes.destination.http.ReplyReader;
import routes.event.Batch;
import routes.verdict.DeliveryException;

/** Reads the reply of Splunk's HTTP Event Collector; what its body means, {@link SplunkHecVerdict} says. */
public final class SplunkHecReply implements ReplyReader {

    private SplunkHecAcks acks;

    /** Who waits for the acknowledgement of what was taken. */
    public void setAcks(SplunkHecAcks acks) {
        this.acks = acks;
    }

    @Override
    public Optional<DeliveryException> read(HttpAnswer answer, Exchange exchange) {
        SplunkHecBody.read(answer.body())
                .map(SplunkHecBody::ackId)
                .filter(OptionalLong::isPresent)
                .ifPresent(number -> {
                    exchange.setProperty(SplunkHecAcks.NUMBER, number.getAsLong());
                    acks.stickTo(answer.header("set-cookie"));
                });
        return SplunkHecVerdict.judge(
                answer.status(),
                answer.header("retry-after"),
                answer.body(),
                exchange.getMessage().getBody(Batch.class).size(),
                Clock.systemUTC());
    }
}
