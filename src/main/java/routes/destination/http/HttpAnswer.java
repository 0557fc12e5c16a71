package routes.destination.http;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import routes.destination.net.CertificateEnd;
import routes.verdict.DeliveryException;
import routes.verdict.HttpReply;

/**
 * What a destination answered.
 *
 * @param headers by their names in lower case; of several with one name the first
 * @param body as much of it as is kept, see {@link HttpConnections#setMaxReplyBytes}
 * @param certificateEnd of the connection; null where it had no certificates
 */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body, CertificateEnd certificateEnd) {

    /** Null where there is none. */
    public String header(String name) {
        return headers.get(name);
    }

    /** The verdict of the status line; empty where it says that everything was delivered. */
    public Optional<DeliveryException> judge(Clock clock) {
        return HttpReply.judge(status, header("retry-after"), clock);
    }
}
