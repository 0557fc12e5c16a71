package routes.destination.webhook;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import routes.destination.http.ExtraHeaders;
import routes.destination.http.Headers;
import routes.destination.http.RequestHeaders;
import routes.event.Batch;
import routes.value.Value;
import routes.verdict.DeliveryException;

/**
 * The headers of a webhook request.
 *
 * <ul>
 *   <li>the credentials, as {@code auth} says;
 *   <li>{@code webhook-id}, see {@link WebhookId}, and {@code Idempotency-Key}, the same as a quoted string
 *       (draft-ietf-httpapi-idempotency-key-header-07 section 2.1): equal for every attempt;
 *   <li>with a signing secret {@code webhook-timestamp}, the seconds of this attempt, and {@code webhook-signature}, see
 *       {@link WebhookSignature}, over the bytes of the body before any compression;
 *   <li>the headers people added.
 * </ul>
 */
public final class WebhookHeaders implements RequestHeaders {

    private final Clock clock;
    private int maxEvents = 1;
    private String headers;
    private String auth = "bearer";
    private String token = "";
    private String keyHeader = "X-API-Key";
    private String signingSecret;
    private String previousSigningSecret;

    public WebhookHeaders() {
        this(Clock.systemUTC());
    }

    /** @param clock what signatures are dated by */
    WebhookHeaders(Clock clock) {
        this.clock = clock;
    }

    /** Most events in a body, as {@code WebhookDataFormat} has it. */
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

    /** How the token is shown: {@code bearer} unless set, {@code api_key_header} or {@code none}. */
    public void setAuth(String auth) {
        this.auth = auth;
    }

    /** Without one there is nothing to show. */
    public void setToken(Value token) {
        this.token = token.text();
    }

    /** The name of the header for {@code api_key_header}; {@code X-API-Key} unless set. */
    public void setKeyHeader(Value keyHeader) {
        this.keyHeader = keyHeader.text();
    }

    @Override
    public void write(Headers all, Exchange exchange, byte[] body) throws DeliveryException {
        Batch batch = exchange.getMessage().getBody(Batch.class);
        String id = WebhookId.of(batch, maxEvents > 1 || batch.size() > 1);
        authenticate(all);
        ExtraHeaders.parse(headers).forEach(all::set);
        all.set("webhook-id", id);
        all.set("Idempotency-Key", '"' + id + '"');
        List<String> secrets = Stream.of(signingSecret, previousSigningSecret)
                .filter(secret -> secret != null && !secret.isEmpty())
                .toList();
        if (!secrets.isEmpty()) {
            long timestamp = clock.instant().getEpochSecond();
            all.set("webhook-timestamp", Long.toString(timestamp));
            all.set("webhook-signature", WebhookSignature.sign(secrets, id, timestamp, body));
        }
    }

    private void authenticate(Headers all) throws DeliveryException {
        if (!token.isBlank() && auth.equals("bearer")) {
            all.set("Authorization", "Bearer " + token);
        } else if (!token.isBlank() && auth.equals("api_key_header")) {
            all.set(ExtraHeaders.free(keyHeader), token);
        }
    }
}
