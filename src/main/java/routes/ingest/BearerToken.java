package routes.ingest;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import routes.problem.Problem;
import routes.problem.ProblemException;

/**
 * Lets a request pass that shows the configured token, RFC 6750 section 2.1: {@code Authorization: Bearer <token>}. The
 * comparison takes as long for a near miss as for any other token. With or without one, no request passes that a page of
 * another site made a browser send: a router that has no token trusts its machine, not the pages that are read on it.
 */
public final class BearerToken implements Processor {

    private static final String SCHEME = "Bearer ";

    private final byte[] expected;
    private final boolean isRequired;

    /** @param token empty where none is configured; then everybody passes, and the server listens on loopback only */
    public BearerToken(String token) {
        this.isRequired = !token.isEmpty();
        this.expected = digest(token);
    }

    @Override
    public void process(Exchange exchange) {
        if (isCrossSite(name -> header(exchange, name))) {
            throw new ProblemException(
                    Problem.of(
                            403,
                            "cross_site",
                            "The request comes from a page of another site",
                            "Send it from a program, or from a page of this server; a proxy in between must keep the header Host."));
        }
        if (!opens(header(exchange, "Authorization"))) {
            throw new ProblemException(Problem.of(
                            401,
                            "unauthorized",
                            "The request shows no valid token",
                            "Send the API token: 'Authorization: Bearer <token>'.")
                    .withHeader("WWW-Authenticate", "Bearer"));
        }
    }

    /** Whether {@link #process} will let this request pass. */
    boolean opens(HttpServerRequest request) {
        return opens(request.getHeader("Authorization")) && !isCrossSite(name -> header(request, name));
    }

    private static boolean isCrossSite(UnaryOperator<String> header) {
        return CrossSite.isSent(header.apply("Sec-Fetch-Site"), header.apply("Origin"), header.apply("Host"));
    }

    /** Whether this value of the header Authorization, null where there is none, opens the API. */
    private boolean opens(String authorization) {
        return !isRequired || isShown(authorization);
    }

    /** From the request itself: Camel's headers also hold query parameters, where a token would end up in logs. */
    private static String header(Exchange exchange, String name) {
        return exchange.getMessage() instanceof HttpMessage http
                ? header(http.getRequest(), name)
                : exchange.getMessage().getHeader(name, String.class);
    }

    /** HTTP/2 has the pseudo-header {@code :authority} in the place of Host. */
    private static String header(HttpServerRequest request, String name) {
        return name.equals("Host") && request.authority() != null
                ? request.authority().toString()
                : request.getHeader(name);
    }

    private boolean isShown(String authorization) {
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        expected,
                        digest(authorization.substring(SCHEME.length()).strip()));
    }

    /** Of equal length for every token. */
    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }
}
