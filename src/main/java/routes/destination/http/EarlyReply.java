package routes.destination.http;

import java.io.IOException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.util.Timeout;

/**
 * The reply to the request that one connection is sending, where it comes before the request is out. It is looked for by who sends
 * and, where a piece does not go out, by {@link StuckPieces}; never while the reply is awaited, for then it is read as any other.
 */
final class EarlyReply {

    private static final int SUCCESS = 200;
    private static final int REDIRECTION = 300;

    private final QuietConnection connection;
    private ClassicHttpResponse reply;
    private boolean sending;
    private boolean refused;

    EarlyReply(QuietConnection connection) {
        this.connection = connection;
    }

    synchronized void sending(boolean now) {
        sending = now;
    }

    synchronized boolean isThere() {
        return reply != null;
    }

    /** Whether the destination does not want the rest of the request; stays so when the reply was taken. */
    synchronized boolean isRefusal() {
        return refused;
    }

    synchronized ClassicHttpResponse take() {
        ClassicHttpResponse taken = reply;
        reply = null;
        return taken;
    }

    /**
     * Looks whether the destination refuses the request already. Costs a look at the socket while nothing came in.
     *
     * @return whether it does
     */
    boolean look() throws IOException {
        return connection.hasInput() && read();
    }

    /** For who watches: ends the sending where the destination refuses. */
    synchronized void endSending() {
        try {
            if (sending && look()) {
                connection.shutOutput();
            }
        } catch (IOException broken) {
            // who sends finds out, and says so
        }
    }

    /** @throws IOException the failure to send, unless the destination said why it would not have the request */
    void orElse(IOException cutOff) throws IOException {
        try {
            if (read()) {
                return;
            }
        } catch (IOException nothingToRead) {
            cutOff.addSuppressed(nothingToRead);
        }
        throw cutOff;
    }

    /** Interim replies (1xx) are not meant: the rest of the request is awaited. */
    private synchronized boolean read() throws IOException {
        try {
            while (reply == null && connection.isDataAvailable(Timeout.ONE_MILLISECOND)) {
                ClassicHttpResponse head = connection.readHead();
                reply = head.getCode() < SUCCESS ? null : head;
            }
        } catch (HttpException malformed) {
            throw new ClientProtocolException(malformed.getMessage(), malformed);
        }
        refused = reply != null && reply.getCode() >= REDIRECTION;
        return refused;
    }
}
