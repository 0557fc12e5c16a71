package routes.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
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
        // a message that fails goes to a dead-letter channel, which must not get the token
        original.getMessage().removeHeader("Authorization");
        if (answered.getException() != null) {
            original.setException(answered.getException());
            return original;
        }
        CertificateNote.pass(answered.getMessage(), original);
        try {
            read(original, answered.getMessage());
        } catch (IOException cutOff) {
            original.setException(cutOff);
        }
        return original;
    }

    private void read(Exchange original, Message reply) throws IOException {
        Integer status = reply.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        String retryAfter = reply.getHeader("Retry-After", String.class);
        Batch batch = original.getMessage().getBody(Batch.class);
        SplunkHecVerdict.judge(status, retryAfter, body(reply), batch.size(), clock)
                .ifPresent(original::setException);
    }

    /** A longer body is no HEC reply, so its beginning is enough to see that. */
    private static byte[] body(Message reply) throws IOException {
        try (InputStream stream = reply.getBody(InputStream.class)) {
            return stream == null ? new byte[0] : stream.readNBytes(MAX_REPLY_BYTES);
        }
    }
}
