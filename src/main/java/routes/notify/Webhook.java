package routes.notify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import routes.destination.http.Headers;
import routes.destination.http.HttpConnections;
import routes.value.Value;
import routes.verdict.DeliveryException;

/** Where people are told: its URL is a secret, so that no message of an exception is shown, only what kind it was. */
final class Webhook {

    /** What became of a request. */
    enum Outcome {
        SENT,
        /** Worth another attempt. */
        AGAIN,
        /** Not: the webhook does not take it. */
        REFUSED
    }

    /** @param code such as {@code http_503}, {@code address_refused}, {@code ConnectTimeoutException} */
    record Answer(Outcome outcome, String code) {}

    private static final int CONNECT_MILLIS = 5_000;
    private static final int RESPONSE_MILLIS = 10_000;
    private static final int FIRST_ERROR = 300;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_OF_SERVER = 500;

    private final CamelContext context;
    private final HttpConnections connections = new HttpConnections();

    /** @param url as it was set */
    Webhook(CamelContext context, String url) {
        this.context = context;
        connections.setUrl(Value.of(url));
        connections.setRouteId("notify");
        connections.setConnectTimeout(CONNECT_MILLIS);
        connections.setResponseTimeout(RESPONSE_MILLIS);
        try {
            connections.request("POST", "", new Headers());
        } catch (DeliveryException malformed) {
            throw new IllegalArgumentException(
                    "siem.notify.url: expected an address that begins with https:// or http://;"
                            + " set the webhook's, without quotes or blanks");
        }
    }

    Answer post(String body) {
        try {
            HttpUriRequestBase request = connections.request("POST", "", new Headers());
            request.setEntity(new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
            int status = connections.send(context, request).status();
            return new Answer(outcome(status), "http_" + status);
        } catch (DeliveryException failure) {
            return new Answer(Outcome.AGAIN, failure.reason().code());
        } catch (IOException | RuntimeException failure) {
            return new Answer(Outcome.AGAIN, code(failure));
        }
    }

    /** Of an address that is refused while its name is resolved, that says why. */
    private static String code(Exception failure) {
        return failure.getCause() instanceof DeliveryException refused
                ? refused.reason().code()
                : failure.getClass().getSimpleName();
    }

    private static Outcome outcome(int status) {
        if (status < FIRST_ERROR) {
            return Outcome.SENT;
        }
        return status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= FIRST_OF_SERVER
                ? Outcome.AGAIN
                : Outcome.REFUSED;
    }
}
