package routes.access;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.OptionalLong;
import routes.access.act.FirstUses;
import routes.access.caller.Caller;
import routes.access.caller.Role;
import routes.access.signon.RefusedTokenException;
import routes.problem.Problem;
import routes.problem.ProblemException;
import routes.problem.ProblemResponse;

/**
 * Decides who may do what, once, by method and path, before any route has the request and before a byte of its body is read. Whom it lets
 * pass, the request's context holds under {@link Caller#PROPERTY}.
 */
public final class Gate implements Handler<RoutingContext> {

    private final AccessRules rules;
    private final Callers callers;
    private final EventQuotas quotas;
    private final Refusals refusals;
    private final FirstUses firstUses;

    public Gate(AccessRules rules, Callers callers, EventQuotas quotas, Refusals refusals, FirstUses firstUses) {
        this.rules = rules;
        this.callers = callers;
        this.quotas = quotas;
        this.refusals = refusals;
        this.firstUses = firstUses;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = request.path();
        if (!CanonicalPath.isKept(path) || !path.equals(context.normalizedPath())) {
            ProblemResponse.write(context.response(), GateProblems.oddPath());
            return;
        }
        AccessRule rule = rules.of(request.method().name(), path);
        if (rule.needed().isEmpty()) {
            context.next();
            return;
        }
        Attempt attempt = new Attempt(
                context,
                rule,
                rule.needed().get(),
                ClientAddress.of(request.remoteAddress()),
                Credential.of(request),
                Optional.empty());
        try {
            identify(attempt);
        } catch (ProblemException refused) {
            refusals.answer(attempt, Caller.unknown(attempt.address()), refused.problem());
        }
    }

    private void identify(Attempt attempt) {
        if (CrossSite.isSent(attempt.context().request())) {
            throw new ProblemException(GateProblems.crossSite());
        }
        Credential shown = attempt.shown();
        if (shown.isGuessable()) {
            refusals.waitOf(attempt.address()).ifPresent(seconds -> {
                throw new ProblemException(GateProblems.tooManyFailures(seconds));
            });
        }
        callers.of(shown, attempt.address())
                .onSuccess(caller -> authorize(attempt, caller))
                .onFailure(failure -> refusals.answer(
                        attempt.failedAt(failure), Caller.unknown(attempt.address()), problem(failure)));
    }

    private void authorize(Attempt attempt, Caller caller) {
        Optional<Problem> problem = problem(attempt.needed(), caller);
        if (problem.isPresent()) {
            refusals.answer(attempt, caller, problem.get());
            return;
        }
        firstUses.by(caller);
        attempt.context().put(Caller.PROPERTY, caller);
        attempt.context().next();
    }

    private Optional<Problem> problem(Role needed, Caller caller) {
        if (!caller.may(needed)) {
            return Optional.of(GateProblems.forbidden(needed));
        }
        OptionalLong wait = needed == Role.PRODUCER ? quotas.waitOf(caller) : OptionalLong.empty();
        return wait.isPresent() ? Optional.of(GateProblems.quotaExceeded(wait.getAsLong())) : Optional.empty();
    }

    private static Problem problem(Throwable failure) {
        if (failure instanceof RefusedTokenException) {
            return GateProblems.badSignedToken();
        }
        return failure instanceof ProblemException refused ? refused.problem() : GateProblems.failed();
    }
}
