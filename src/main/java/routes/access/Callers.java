package routes.access;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import routes.access.caller.Caller;
import routes.access.signon.SignOn;
import routes.access.token.Token;
import routes.access.token.TokenStore;
import routes.problem.Problem;
import routes.problem.ProblemException;

/**
 * Finds out who somebody is by what a request shows: a token of ours, a signed one of the issuer of single sign-on, or else the
 * certificate of the connection. Where none of that is configured, it is somebody on this machine, who may do everything.
 */
public final class Callers {

    private static final String SEND_A_TOKEN = "Send the API token: 'Authorization: Bearer <token>'.";

    private final TokenStore tokens;
    private final Optional<SignOn> signOn;
    private final Clock clock;

    public Callers(TokenStore tokens, Optional<SignOn> signOn, Clock clock) {
        this.tokens = tokens;
        this.signOn = signOn;
        this.clock = clock;
    }

    /** Fails with a {@link ProblemException} or {@link routes.access.signon.RefusedTokenException} where nobody is known by it. Done at once, but for signed tokens that are new. */
    Future<Caller> of(Credential shown, String address) {
        if (!tokens.isConfigured() && signOn.isEmpty()) {
            return Future.succeededFuture(Caller.local(address));
        }
        if (shown.bearer().isEmpty()) {
            return ofCertificate(shown, address);
        }
        String bearer = shown.bearer().get();
        if (signOn.isPresent() && Credential.isSigned(bearer)) {
            return signOn.get().caller(bearer, address);
        }
        Optional<Token> token = tokens.current().ofSecret(bearer);
        return checked(
                token,
                Caller.Kind.TOKEN,
                address,
                token.isPresent() ? "The token has expired; ask for a new one." : SEND_A_TOKEN);
    }

    /** Whoever set the client up hears how the router reads its subject: it is the text that the file of tokens lacks. */
    private Future<Caller> ofCertificate(Credential shown, String address) {
        Optional<Token> token = shown.subject().flatMap(tokens.current()::ofSubject);
        String complaint = shown.shownSubject()
                .map(
                        subject -> "The certificate's subject is '" + subject + "', and "
                                + (token.isPresent()
                                        ? "its entry in the file of tokens has expired. Have it renewed."
                                        : "no entry in the file of tokens has it as certificate_subject. Have it added, or send a token."))
                .orElse(SEND_A_TOKEN);
        return checked(token, Caller.Kind.CERTIFICATE, address, complaint);
    }

    private Future<Caller> checked(Optional<Token> token, Caller.Kind kind, String address, String complaint) {
        return token.filter(known -> !known.isExpired(clock.instant()))
                .map(known -> Future.succeededFuture(known.caller(kind, address)))
                .orElseGet(() -> Future.failedFuture(unauthorized(complaint)));
    }

    static ProblemException unauthorized(String detail) {
        return new ProblemException(Problem.of("unauthorized", detail).withHeader("WWW-Authenticate", "Bearer"));
    }
}
