package routes.deliver;

import java.io.IOException;
import java.time.Instant;
import javax.net.ssl.SSLSession;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/**
 * Notes when the certificates of the connection end, on each reply: a header is all that passes from the HTTP client to whoever
 * reads the reply. One that the destination sent is dropped.
 */
final class CertificateNote implements ExecChainHandler {

    private static final String OURS = "siem-client-certificate-end";
    private static final String THEIRS = "siem-server-certificate-end";

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse reply = chain.proceed(request, scope);
        reply.removeHeaders(OURS);
        reply.removeHeaders(THEIRS);
        SSLSession session = scope.clientContext.getSSLSession();
        if (session != null) {
            CertificateEnd.of(session)
                    .ifPresent(end ->
                            reply.setHeader(end.ours() ? OURS : THEIRS, end.at().toEpochMilli()));
        }
        return reply;
    }

    /** Takes the note from a reply to the exchange that the deliver route sees. */
    static void pass(Message reply, Exchange exchange) {
        Long ours = reply.getHeader(OURS, Long.class);
        Long theirs = reply.getHeader(THEIRS, Long.class);
        if (ours != null || theirs != null) {
            Instant end = Instant.ofEpochMilli(ours != null ? ours : theirs);
            exchange.setProperty(CertificateEnd.PROPERTY, new CertificateEnd(ours != null, end));
        }
    }
}
