package routes.access;

import io.vertx.core.http.HttpServerRequest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.security.auth.x500.X500Principal;
import routes.access.token.CertificateSubject;

/**
 * What a request shows of its sender.
 *
 * @param bearer of {@code Authorization: Bearer <token>} (RFC 6750 section 2.1); empty where there is no such header
 * @param subject of the client certificate, which TLS has verified
 */
record Credential(Optional<String> bearer, Optional<X500Principal> subject) {

    private static final String SCHEME = "Bearer ";
    private static final int MOST_CHARACTERS = 8192;
    private static final int CANNOT_BE_GUESSED = 32;

    static Credential of(HttpServerRequest request) {
        List<String> shown = request.headers().getAll("Authorization");
        return new Credential(
                shown.isEmpty() ? Optional.empty() : Optional.of(shown.size() > 1 ? "" : bearer(shown.get(0))),
                subject(request));
    }

    /** Empty, which is nobody's token, for whatever else the header may hold. */
    private static String bearer(String authorization) {
        boolean isBearer = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && authorization.length() <= MOST_CHARACTERS;
        return isBearer ? authorization.substring(SCHEME.length()).strip() : "";
    }

    private static Optional<X500Principal> subject(HttpServerRequest request) {
        try {
            List<Certificate> chain = request.isSSL() ? request.connection().peerCertificates() : List.of();
            return chain == null || chain.isEmpty() || !(chain.get(0) instanceof X509Certificate own)
                    ? Optional.empty()
                    : Optional.of(own.getSubjectX500Principal());
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }

    /** The subject as the file of tokens may have it, fit to be shown. */
    Optional<String> shownSubject() {
        return subject.map(CertificateSubject::shown);
    }

    /** Whether somebody who tries one token after the other might come to this one. */
    boolean isGuessable() {
        return bearer.filter(text -> !text.isEmpty() && text.length() < CANNOT_BE_GUESSED)
                .isPresent();
    }

    /** Three parts with dots between them, as signed tokens of RFC 7519 have. */
    static boolean isSigned(String bearer) {
        return bearer.chars().filter(character -> character == '.').count() == 2;
    }
}
