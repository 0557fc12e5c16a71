package routes.format;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import routes.deliver.DeliveryException;
import routes.event.Batch;
import routes.value.Value;

/**
 * Names and signs a webhook request. In: a {@link Batch} as the body, and the request's bytes in the variable
 * {@link #REQUEST}. Out: its headers.
 *
 * <ul>
 *   <li>{@code webhook-id}, see {@link WebhookId}, and {@code Idempotency-Key}, the same as a quoted string
 *       (draft-ietf-httpapi-idempotency-key-header-07 section 2.1): equal for every attempt;
 *   <li>with a signing secret {@code webhook-timestamp}, the seconds of this attempt, and {@code webhook-signature}, see
 *       {@link WebhookSignature}, over the bytes of the body before any compression;
 *   <li>the headers people added.
 * </ul>
 */
public final class WebhookHeaders implements Processor {

    /** The exchange variable that holds the body of the request. */
    static final String REQUEST = "webhookRequest";

    private final Clock clock;
    private int maxEvents = 1;
    private String headers;
    private String signingSecret;
    private String previousSigningSecret;

    public WebhookHeaders() {
        this(Clock.systemUTC());
    }

    /** @param clock what signatures are dated by */
    WebhookHeaders(Clock clock) {
        this.clock = clock;
    }

    /** Most events in a body, as {@link WebhookDataFormat} has it. */
    public void setMaxEvents(int maxEvents) {
        this.maxEvents = maxEvents;
    }

    /** Added to each request: {@code x-tenant: acme, x-source: siem}; none unless set. */
    public void setHeaders(Value headers) {
        this.headers = headers.text();
    }

    /** Signs requests where it is set. */
    public void setSigningSecret(Value signingSecret) {
        this.signingSecret = signingSecret.text();
    }

    /** Signs them a second time, while receivers still know only this one. */
    public void setPreviousSigningSecret(Value previousSigningSecret) {
        this.previousSigningSecret = previousSigningSecret.text();
    }

    @Override
    public void process(Exchange exchange) throws DeliveryException {
        Message message = exchange.getMessage();
        Batch batch = message.getBody(Batch.class);
        String id = WebhookId.of(batch, maxEvents > 1 || batch.size() > 1);
        ExtraHeaders.parse(headers).forEach(message::setHeader);
        message.setHeader("webhook-id", id);
        message.setHeader("Idempotency-Key", '"' + id + '"');
        List<String> secrets = Stream.of(signingSecret, previousSigningSecret)
                .filter(secret -> secret != null && !secret.isEmpty())
                .toList();
        if (!secrets.isEmpty()) {
            sign(exchange, secrets, id);
        }
    }

    private void sign(Exchange exchange, List<String> secrets, String id) throws DeliveryException {
        byte[] body = exchange.getVariable(REQUEST, byte[].class);
        // reading a stream used it up
        exchange.setVariable(REQUEST, body);
        long timestamp = clock.instant().getEpochSecond();
        exchange.getMessage().setHeader("webhook-timestamp", timestamp);
        exchange.getMessage().setHeader("webhook-signature", WebhookSignature.sign(secrets, id, timestamp, body));
    }
}
