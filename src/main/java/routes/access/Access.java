package routes.access;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.RoutePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.access.act.ActLog;
import routes.access.act.FirstUses;
import routes.access.signon.SignOn;
import routes.access.token.TokenStore;
import routes.problem.RefusedRequests;

/** The parts of this stage, put together. Tokens are read again every second. */
public final class Access implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Access.class);
    private static final int SECONDS = 1;

    private final EventQuotas quotas = new EventQuotas();
    private final AccessRules rules;
    private final TokenStore tokens;
    private final Optional<SignOn> signOn;
    private final RefusedRequests refusedRequests;
    private final Refusals refusals;
    private final Gate gate;
    private final ScheduledExecutorService again;

    /** @throws IllegalArgumentException with a sentence on what is wrong with the settings, or with the tokens themselves */
    public Access(AccessSettings settings, ActLog acts, Clock clock, MeterRegistry metrics) {
        rules = new AccessRules(settings.rules());
        tokens = new TokenStore(settings.tokens(), acts);
        signOn = settings.signOn().map(SignOn::new);
        refusedRequests = new RefusedRequests(metrics, System::nanoTime);
        refusals = new Refusals(settings.mostFailures(), acts, clock, metrics, refusedRequests);
        gate = new Gate(rules, new Callers(tokens, signOn, clock), quotas, refusals, new FirstUses(acts));
        again = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "siem-access");
            thread.setDaemon(true);
            return thread;
        });
        Future<?> unused = again.scheduleWithFixedDelay(this::lookAgain, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    /** Has the context's routes, which are not made yet, say what role they need. */
    public void watch(CamelContext context) {
        context.addRoutePolicyFactory(new RouteRules(rules));
        RolePolicy.all().forEach((name, policy) -> context.getRegistry().bind(name, RoutePolicy.class, policy));
    }

    /** What counts the requests that the gate lets through and others refuse. */
    public RefusedRequests refusedRequests() {
        return refusedRequests;
    }

    public Gate gate() {
        return gate;
    }

    public EventQuotas quotas() {
        return quotas;
    }

    private void lookAgain() {
        try {
            tokens.refresh();
            refusals.settle();
        } catch (RuntimeException unforeseen) {
            // thrown, it would end the repetition, and a removed token would open for ever
            LOG.error("The tokens could not be looked at again; the next try is in a second.", unforeseen);
        }
    }

    @Override
    public void close() {
        again.shutdownNow();
        signOn.ifPresent(SignOn::close);
    }
}
