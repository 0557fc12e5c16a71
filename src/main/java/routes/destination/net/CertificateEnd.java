package routes.destination.net;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import routes.verdict.Reason;

/**
 * When the first of the two certificates of a TLS connection ends. A sink leaves it on the exchange, so that the status warns
 * before the day on which deliveries stop.
 *
 * @param ours whether it is the client certificate's end, not the destination's
 */
public record CertificateEnd(boolean ours, Instant at) {

    /** The exchange property a sink leaves it in. */
    public static final String PROPERTY = "SiemCertificateEnd";

    private static final Duration NOTICE = Duration.ofDays(30);

    /** Empty where the peer showed no certificate. */
    public static Optional<CertificateEnd> of(SSLSession session) {
        try {
            Instant theirs = end(session.getPeerCertificates());
            Instant ours = session.getLocalCertificates() == null ? Instant.MAX : end(session.getLocalCertificates());
            return Optional.of(
                    ours.isBefore(theirs) ? new CertificateEnd(true, ours) : new CertificateEnd(false, theirs));
        } catch (SSLPeerUnverifiedException anonymous) {
            return Optional.empty();
        }
    }

    private static Instant end(Certificate[] chain) {
        return ((X509Certificate) chain[0]).getNotAfter().toInstant();
    }

    /** What the status says while deliveries still pass; empty where there are more than 30 days left. */
    public Optional<Reason> warning(Instant now) {
        if (at.isAfter(now.plus(NOTICE))) {
            return Optional.empty();
        }
        String whose = ours ? "The client certificate ends on " : "The destination's certificate ends on ";
        String remedy = ours
                ? "Write a new one to client_certificate_file and client_key_file; it is taken without a restart."
                : "Have whoever runs the destination renew it.";
        return Optional.of(new Reason("tls_certificate_expiring", whose + at + ".", remedy));
    }
}
