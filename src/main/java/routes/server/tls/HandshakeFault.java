package routes.server.tls;

import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a TLS handshake failed, in words that hold nothing of what the client sent. */
public enum HandshakeFault {
    NO_CERTIFICATE("it showed no certificate, and SIEM_HTTP_CLIENT_CERTIFICATES is required"),
    OUT_OF_DATE("its certificate has ended, or is not valid yet"),
    UNKNOWN_AUTHORITY("no authority of SIEM_HTTP_CLIENT_CA_FILE signed its certificate for a client"),
    DISTRUST("it does not trust the certificate of SIEM_HTTP_CERTIFICATE_FILE, or that is for another name"),
    OLD_TLS("it speaks no TLS 1.2 or 1.3"),
    NO_CIPHER("it has no cipher suite in common with this Java"),
    SLOW("it took too long"),
    CUT_OFF("it closed the connection before the end"),
    MALFORMED("it is not well-formed TLS, or breaks its rules");

    /** Alerts by which clients refuse a certificate, RFC 8446 section 6.2. */
    private static final String REFUSING_ALERTS =
            ".*fatal alert: (bad_certificate|unsupported_certificate|certificate_(revoked|expired|unknown)|unknown_ca).*";

    private final String words;

    HandshakeFault(String words) {
        this.words = words;
    }

    /** A sentence's end about the client. */
    String words() {
        return words;
    }

    public static HandshakeFault of(Throwable failure) {
        if (failure instanceof SslHandshakeTimeoutException) {
            return SLOW;
        }
        if (find(failure, CertificateExpiredException.class).isPresent()
                || find(failure, CertificateNotYetValidException.class).isPresent()) {
            return OUT_OF_DATE;
        }
        if (find(failure, CertificateException.class).isPresent()) {
            return UNKNOWN_AUTHORITY;
        }
        if (find(failure, ClosedChannelException.class).isPresent()) {
            return CUT_OFF;
        }
        return byMessage(String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT));
    }

    /** Java's engine tells these apart by its messages alone. */
    private static HandshakeFault byMessage(String message) {
        if (message.contains("empty client certificate chain")) {
            return NO_CERTIFICATE;
        }
        if (message.matches(REFUSING_ALERTS)) {
            return DISTRUST;
        }
        if (message.contains("protocol") && message.matches(".*(not enabled|not accepted|not supported).*")) {
            return OLD_TLS;
        }
        return message.contains("no cipher suites in common") ? NO_CIPHER : MALFORMED;
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> kind) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }
}
