package routes.access.signon;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jwt.JWTClaimsSet;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.access.caller.Caller;
import routes.access.caller.CleanName;
import routes.access.token.CheckedTokens;
import routes.problem.Problem;
import routes.problem.ProblemException;

/**
 * Knows people and programs by the signed tokens of an issuer of single sign-on. A token is checked on a thread of its own, because that
 * may have to wait for the issuer, and what was found is good for a minute.
 */
public final class SignOn implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SignOn.class);
    private static final int THREADS = 4;
    private static final int MOST_WAITING = 200;
    private static final int MOST_CHARACTERS = 64;

    private final SignedTokens tokens;
    private final RolesClaim roles;
    private final CheckedTokens known = new CheckedTokens(System::currentTimeMillis);
    private final ThreadPoolExecutor threads;

    public SignOn(SignOnSettings settings) {
        this.tokens =
                new SignedTokens(settings, new IssuerKeys(settings.issuer(), new IssuerFetch(), System::nanoTime));
        this.roles = new RolesClaim(settings.rolesClaim(), settings.roles());
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, "siem-sign-on");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Fails with a {@link RefusedTokenException}, or a {@link ProblemException} of 503 where nobody can find out now. */
    public Future<Caller> caller(String token, String address) {
        return known.find(token)
                .map(caller -> Future.succeededFuture(caller.at(address)))
                .orElseGet(() -> checkLater(token).map(caller -> caller.at(address)));
    }

    private Future<Caller> checkLater(String token) {
        Promise<Caller> checked = Promise.promise();
        Context eventLoop = Vertx.currentContext();
        try {
            threads.execute(() -> {
                Future<Caller> result = check(token);
                eventLoop.runOnContext(here -> result.onComplete(checked));
            });
        } catch (RejectedExecutionException full) {
            return Future.failedFuture(unavailable());
        }
        return checked.future();
    }

    private Future<Caller> check(String token) {
        try {
            JWTClaimsSet claims = tokens.check(token);
            Caller caller = new Caller(
                    Caller.Kind.SUBJECT, name(claims), roles.of(claims.getClaims()), "", OptionalLong.empty());
            known.put(token, caller, claims.getExpirationTime().toInstant().toEpochMilli());
            return Future.succeededFuture(caller);
        } catch (RefusedTokenException notGood) {
            return Future.failedFuture(notGood);
        } catch (KeySourceException noKeys) {
            LOG.warn("The issuer of single sign-on cannot be asked for its keys: {}", noKeys.getMessage());
            return Future.failedFuture(unavailable());
        } catch (RuntimeException odd) {
            LOG.warn("A signed token could not be checked: {}", odd.getClass().getName());
            return Future.failedFuture(new RefusedTokenException(TokenCheck.UNREADABLE));
        }
    }

    /** The subject, which is unique, behind the name that people know it by. */
    private static String name(JWTClaimsSet claims) {
        String subject = plain(claims.getSubject());
        Object label = claims.getClaim("preferred_username");
        return label instanceof String text && !text.isBlank() ? plain(text) + " (" + subject + ")" : subject;
    }

    private static String plain(String text) {
        return CleanName.of(text, MOST_CHARACTERS);
    }

    private static ProblemException unavailable() {
        return new ProblemException(Problem.of(
                        "issuer_unavailable",
                        "Send the request again after the time in Retry-After, or use a token of the router's own.")
                .withHeader("Retry-After", "5"));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
