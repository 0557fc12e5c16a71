package routes.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What every reader of replies does once a request was answered, or was not, whatever the reply says. */
final class AnsweredRequest {

    private AnsweredRequest() {}

    /** What a reply says: empty where everything was delivered. */
    @FunctionalInterface
    interface Reading {
        Optional<DeliveryException> read(Message reply) throws IOException;
    }

    /** Leaves on {@code original} what went wrong with the request, or with reading its reply. */
    static Exchange settle(Exchange original, Exchange answered, Reading reading) {
        // a message that fails goes to a dead-letter channel, which must get neither token nor signature; Camel counts
        // redeliveries in a header, and without it they would never end
        original.getMessage().removeHeaders("*", "CamelRedeliver*");
        if (answered.getException() != null) {
            original.setException(answered.getException());
            return original;
        }
        CertificateNote.pass(answered.getMessage(), original);
        try {
            reading.read(answered.getMessage()).ifPresent(original::setException);
        } catch (IOException cutOff) {
            original.setException(cutOff);
        }
        return original;
    }

    /** The reply's body; a longer one is cut, by {@link ReplyLimit} at the latest. */
    static byte[] body(Message reply, int most) throws IOException {
        try (InputStream stream = reply.getBody(InputStream.class)) {
            return stream == null ? new byte[0] : stream.readNBytes(most);
        }
    }
}
