package routes.server.tls;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.X509ExtendedTrustManager;
import routes.problem.Problem;
import routes.problem.ProblemResponse;

/**
 * Looks at a client's certificate with each request, and not at the handshake alone: a connection may stay open for days, and a session
 * that is resumed (RFC 8446 section 2.2) brings along what was verified when it began. One that has ended since, or whose authority was
 * taken out of the file, opens nothing.
 */
public final class ClientCertificates implements Handler<RoutingContext> {

    private static final AttributeKey<Verified> VERIFIED = AttributeKey.valueOf("routes.server.client-certificate");

    private static final Problem REFUSED = Problem.of(
            "certificate_not_valid",
            "It has expired, or SIEM_HTTP_CLIENT_CA_FILE no longer has its authority. Connect anew with one that is valid.");

    private final TlsIdentity identity;
    private final Optional<X509ExtendedTrustManager> authorities;
    private final Clock clock;

    /**
     * What was found for a connection.
     *
     * @param changes that the files had had
     * @param end when the first of its certificates ends; {@link Instant#MIN} where they do not trust it
     */
    private record Verified(int changes, Instant end) {}

    public ClientCertificates(TlsIdentity identity, Clock clock) {
        this.identity = identity;
        this.authorities = identity.authorities();
        this.clock = clock;
    }

    @Override
    public void handle(RoutingContext context) {
        if (isValid(context.request())) {
            context.next();
        } else {
            if (context.request().version() != HttpVersion.HTTP_2) {
                context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            ProblemResponse.write(context.response(), REFUSED);
        }
    }

    private boolean isValid(HttpServerRequest request) {
        if (authorities.isEmpty()) {
            return true;
        }
        int changes = identity.changes();
        Channel channel = ((ConnectionBase) request.connection()).channel();
        Verified before = channel.attr(VERIFIED).get();
        if (before == null || before.changes() != changes) {
            before = new Verified(changes, end(request, authorities.get()));
            channel.attr(VERIFIED).set(before);
        }
        return clock.instant().isBefore(before.end());
    }

    private static Instant end(HttpServerRequest request, X509ExtendedTrustManager authorities) {
        try {
            X509Certificate[] chain = chain(request.connection().peerCertificates());
            authorities.checkClientTrusted(chain, chain[0].getPublicKey().getAlgorithm());
            Instant end = Instant.MAX;
            for (X509Certificate certificate : chain) {
                Instant its = certificate.getNotAfter().toInstant();
                end = its.isBefore(end) ? its : end;
            }
            return end;
        } catch (SSLPeerUnverifiedException none) {
            return Instant.MAX;
        } catch (CertificateException refused) {
            return Instant.MIN;
        }
    }

    private static X509Certificate[] chain(List<Certificate> shown) {
        return shown.toArray(X509Certificate[]::new);
    }
}
