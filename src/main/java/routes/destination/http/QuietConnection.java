package routes.destination.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.function.Supplier;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.SessionOutputBuffer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection that logs nothing. The client's usual one writes every header and byte to the log at DEBUG, secrets and events
 * among them, and whoever looks for a fault sets all loggers to that.
 *
 * <p>And one that hears a destination which refuses a request before it has all of it (RFC 9112 section 9.3): the rest of the body is
 * not sent, or could not be, and the reply is the reply. One that says 2xx early is sent the rest, for it has nothing yet.
 */
final class QuietConnection extends DefaultBHttpClientConnection implements ManagedHttpClientConnection {

    /** One that lay idle for so long is asked whether the peer has closed it, which takes 1 ms; a failed request costs a second. */
    private static final Duration IDLE = Duration.ofMillis(50);

    private final EarlyReply early = new EarlyReply(this);
    private final NotedInput input;
    private Timeout silence = Timeout.DISABLED;
    private long idleSince;

    QuietConnection(Http1Config limits) {
        this(limits, new NotedInput(limits));
    }

    private QuietConnection(Http1Config limits, NotedInput input) {
        super(limits, null, null, null, null, null, unused -> input);
        this.input = input;
    }

    @Override
    public void bind(Socket socket) throws IOException {
        super.bind(socket);
        silence = Timeout.ofMilliseconds(socket.getSoTimeout());
    }

    @Override
    public Socket getSocket() {
        SocketHolder holder = getSocketHolder();
        return holder == null ? null : holder.getSocket();
    }

    @Override
    public SSLSession getSSLSession() {
        return getSocket() instanceof SSLSocket secure ? secure.getSession() : null;
    }

    /** Between two requests nobody waits for bytes. */
    @Override
    public void passivate() {
        idleSince = System.nanoTime();
        setSocketTimeout(Timeout.ZERO_MILLISECONDS);
    }

    @Override
    public void activate() {
        setSocketTimeout(silence);
    }

    @Override
    protected OutputStream createContentOutputStream(
            long length, SessionOutputBuffer buffer, OutputStream out, Supplier<List<? extends Header>> trailers) {
        return new WatchedBody(super.createContentOutputStream(length, buffer, out, trailers), early);
    }

    @Override
    public void sendRequestEntity(ClassicHttpRequest request) throws HttpException, IOException {
        try {
            super.sendRequestEntity(request);
        } catch (IOException cutOff) {
            early.orElse(cutOff);
        }
    }

    @Override
    public void flush() throws IOException {
        if (early.isRefusal()) {
            return;
        }
        try {
            super.flush();
        } catch (IOException cutOff) {
            early.orElse(cutOff);
        }
    }

    @Override
    public ClassicHttpResponse receiveResponseHeader() throws HttpException, IOException {
        return early.isThere() ? early.take() : readHead();
    }

    /** Whether bytes came in, which under TLS may be nothing that anybody said. */
    boolean hasInput() throws IOException {
        SocketHolder holder = getSocketHolder();
        return holder != null && base(holder).getInputStream().available() > 0;
    }

    /** Whoever is writing fails; what came in can still be read. */
    void shutOutput() throws IOException {
        SocketHolder holder = getSocketHolder();
        if (holder != null) {
            base(holder).shutdownOutput();
        }
    }

    private static Socket base(SocketHolder holder) {
        return holder.getBaseSocket() == null ? holder.getSocket() : holder.getBaseSocket();
    }

    ClassicHttpResponse readHead() throws HttpException, IOException {
        return super.receiveResponseHeader();
    }

    /**
     * What is left of a body that was not sent to its end would be read as the next request, and what came beyond a reply would be taken
     * for the answer to it (RFC 9112 section 9.2).
     */
    @Override
    public boolean isConsistent() {
        return super.isConsistent() && !early.isRefusal() && !input.isLeft();
    }

    /** Asked before each request but the first: whether the other end closed it, or said something that nobody asked. */
    @Override
    public boolean isStale() throws IOException {
        boolean isToLook = hasInput() || System.nanoTime() - idleSince > IDLE.toNanos();
        return input.isLeft() || (isToLook && (super.isStale() || input.isLeft()));
    }

    /** Who refused early may read nothing any more, not even a farewell. */
    @Override
    public void close() throws IOException {
        if (early.isRefusal()) {
            close(CloseMode.IMMEDIATE);
        } else {
            super.close();
        }
    }
}
