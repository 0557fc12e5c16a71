package routes.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import routes.access.caller.Role;
import routes.access.signon.SignOnSettings;

/** An issuer on a real port whose keys a test has, so that it can also sign what no issuer would. */
public final class Issuer implements AutoCloseable {

    public static final String AUDIENCE = "siem-router";

    private static final RSAKey FIRST = newKey("first");

    public final AtomicInteger fetches = new AtomicInteger();
    public volatile RSAKey key = FIRST;
    public volatile String discovery;
    public volatile String keys = "";
    private final HttpServer server;

    public Issuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        discovery = "{\"issuer\":\"" + uri() + "\",\"jwks_uri\":\"" + uri() + "/keys\"}";
        server.createContext("/.well-known/openid-configuration", exchange -> {
            byte[] body = discovery.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            String set = keys.isEmpty() ? new JWKSet(key.toPublicJWK()).toString() : keys;
            byte[] body = set.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().add("Location", uri() + "/keys");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public SignOnSettings settings() {
        return new SignOnSettings(uri(), AUDIENCE, "groups", Map.of("soc", Set.of(Role.VIEWER)));
    }

    /** Claims of a good token. */
    public JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(uri().toString())
                .audience(AUDIENCE)
                .subject("alice")
                .claim("groups", List.of("soc"))
                .expirationTime(in(300));
    }

    public String signed(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return signed(header(), change.apply(claims()).build());
    }

    public String signed(JWSHeader header, JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    public JWSHeader header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
    }

    public static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    public static RSAKey newKey(String name) {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID(name)
                    .keyUse(KeyUse.SIGNATURE)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
