package routes.ingest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import routes.problem.Problem;
import routes.problem.ProblemException;

/**
 * Lets a request pass that shows the configured token, RFC 6750 section 2.1: {@code Authorization: Bearer <token>}. The
 * comparison takes as long for a near miss as for any other token.
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
        if (!opens(header(exchange))) {
            throw new ProblemException(Problem.of(
                            401,
                            "unauthorized",
                            "The request shows no valid token",
                            "Send the API token: 'Authorization: Bearer <token>'.")
                    .withHeader("WWW-Authenticate", "Bearer"));
        }
    }

    /** Whether this value of the header Authorization, null where there is none, opens the API. */
    boolean opens(String authorization) {
        return !isRequired || isShown(authorization);
    }

    /** From the request itself: Camel's headers also hold query parameters, where a token would end up in logs. */
    private static String header(Exchange exchange) {
        return exchange.getMessage() instanceof HttpMessage http
                ? http.getRequest().getHeader("Authorization")
                : exchange.getMessage().getHeader("Authorization", String.class);
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
