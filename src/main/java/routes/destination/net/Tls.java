package routes.destination.net;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import routes.verdict.DeliveryException;

/**
 * Turns a connection into a TLS connection: TLS 1.2 or 1.3, with the certificate and the host name verified, always (RFC 9110
 * section 4.3.4). Files that were replaced are read for the next connection, so that short-lived certificates need no restart.
 */
public final class Tls implements TlsSocketStrategy {

    /** The files as they were when read. */
    private record Loaded(List<String> state, DefaultClientTlsStrategy strategy) {}

    private final TlsFiles files;
    private volatile Loaded loaded;

    public Tls(TlsFiles files) {
        this.files = files;
    }

    @Override
    public SSLSocket upgrade(Socket socket, String host, int port, Object attachment, HttpContext context)
            throws IOException {
        return strategy().upgrade(socket, host, port, attachment, context);
    }

    private DefaultClientTlsStrategy strategy() throws SSLException {
        List<String> state = files.state();
        Loaded now = loaded;
        if (now == null || !now.state().equals(state)) {
            now = new Loaded(state, read());
            loaded = now;
        }
        return now.strategy();
    }

    private DefaultClientTlsStrategy read() throws SSLException {
        try {
            // the JDK compares the host name itself: its failure is a certificate's and is judged as one
            return new DefaultClientTlsStrategy(
                    files.context(),
                    new String[] {"TLSv1.3", "TLSv1.2"},
                    null,
                    SSLBufferMode.STATIC,
                    HostnameVerificationPolicy.BUILTIN,
                    null);
        } catch (DeliveryException unusable) {
            throw new SSLException(unusable.getMessage(), unusable);
        }
    }
}
