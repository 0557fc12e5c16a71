package routes.access;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import routes.access.act.Act;
import routes.access.act.ActLog;
import routes.access.act.Denials;
import routes.access.caller.Caller;
import routes.problem.Problem;
import routes.problem.ProblemResponse;
import routes.problem.RefusedRequests;

/** Answers what the gate refuses, counts it, and puts it on record. Whoever is refused too often is told to wait. */
public final class Refusals {

    private final Failures failures;
    private final Denials denials;
    private final RefusedRequests refusedRequests;
    private final MeterRegistry metrics;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    /** @param mostFailures a minute that are answered as they are */
    public Refusals(
            int mostFailures, ActLog acts, Clock clock, MeterRegistry metrics, RefusedRequests refusedRequests) {
        this.failures = new Failures(mostFailures, System::nanoTime);
        this.denials = new Denials(acts::put, clock);
        this.metrics = metrics;
        this.refusedRequests = refusedRequests;
        // from the start, so that the first one is an increase
        GateProblems.COUNTED.forEach(reason -> counters.put(reason, counter(reason)));
    }

    /** How long somebody at this address has to wait before a guess is looked at. */
    OptionalLong waitOf(String address) {
        return failures.waitOf(ClientAddress.network(address));
    }

    /** Writes what was counted; to be called again and again. */
    public void settle() {
        denials.settle();
    }

    void answer(Attempt attempt, Caller caller, Problem found) {
        Problem problem = isFailure(found) ? limited(caller, found) : found;
        counters.computeIfAbsent(problem.code(), this::counter).increment();
        refusedRequests.count(problem, caller.address());
        denials.put(act(attempt, caller, problem));
        ProblemResponse.write(attempt.context().response(), problem);
    }

    /** What the path is called where its role is named: the path itself may hold anything. */
    private static Act act(Attempt attempt, Caller caller, Problem problem) {
        boolean isAny = attempt.rule().methods().isEmpty();
        Act act = Act.by(caller, "access_denied")
                .with("reason", problem.code())
                .with(
                        "method",
                        isAny ? "any" : attempt.context().request().method().name())
                .with("path", attempt.rule().text());
        if (attempt.failed().isPresent()) {
            return act.with("check", attempt.failed().get().word());
        }
        return caller.kind() == Caller.Kind.UNKNOWN
                ? attempt.shown()
                        .shownSubject()
                        .map(subject -> act.with("subject", subject))
                        .orElse(act)
                : act;
    }

    private Counter counter(String reason) {
        return Counter.builder("siem.access.denied")
                .description("Requests that the gate refused")
                .tag("reason", reason)
                .register(metrics);
    }

    private static boolean isFailure(Problem problem) {
        return problem.status() == 401 || problem.code().equals("forbidden");
    }

    /** By the token where there is one: others behind its address have done nothing. */
    private Problem limited(Caller caller, Problem found) {
        String whose = caller.kind() == Caller.Kind.UNKNOWN
                ? ClientAddress.network(caller.address())
                : caller.kind() + " " + caller.name();
        OptionalLong wait = failures.count(whose);
        return wait.isPresent() ? GateProblems.tooManyFailures(wait.getAsLong()) : found;
    }
}
