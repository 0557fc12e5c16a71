package routes.integration;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.util.function.ThrowingConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.deliver.CleanWords;
import routes.deliver.DeliverySettings;
import routes.deliver.DeliveryStatus;
import routes.deliver.Health;
import routes.deliver.Reason;
import routes.deliver.Retold;
import routes.value.SinkParameters;

/**
 * Makes delivery follow an integration's state. One that does not start keeps nobody else from starting: its status says why.
 */
final class Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private final DeliveryControl deliveries;
    private final IntegrationTypes types;
    private final Clock clock;
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();

    private record Failure(Reason reason, Instant since) {}

    Lifecycle(DeliveryControl deliveries, IntegrationTypes types, Clock clock) {
        this.deliveries = deliveries;
        this.types = types;
        this.clock = clock;
    }

    /** What comes in from here on is for these too, though they are started later. */
    void claim(Collection<Integration> integrations) {
        List<DeliverySettings> claimed = new ArrayList<>();
        for (Integration integration : integrations) {
            types.named(integration.type())
                    .ifPresent(type -> attempt(
                            integration.id(),
                            SinkParameters.NONE,
                            () -> claimed.add(Effective.delivery(type, integration))));
        }
        try {
            deliveries.claim().accept(claimed);
        } catch (Exception unwritable) {
            claimed.forEach(settings -> startFailed(settings.id(), settings.parameters(), unwritable));
        }
    }

    /** Starts, changes or pauses the delivery, whatever the integration's state asks for. */
    void follow(Integration integration) {
        String id = integration.id();
        Optional<IntegrationType> type = types.named(integration.type());
        if (type.isEmpty()) {
            // An instance of the vanished Kamelet may still run; it must not go on with settings that nobody can see.
            attempt(id, SinkParameters.NONE, () -> deliveries.stop().accept(id));
            fail(
                    id,
                    new Reason(
                            "type_missing",
                            "There is no Kamelet for the type " + integration.type() + ".",
                            "Put the Kamelet back into the folder of SIEM_KAMELETS_DIR, then retry now."),
                    null);
            return;
        }
        DeliverySettings settings = Effective.delivery(type.get(), integration);
        if (integration.state() == State.PAUSED) {
            attempt(settings, deliveries.hold());
        } else {
            attempt(settings, deliveries.start());
        }
    }

    void retryNow(Integration integration) {
        if (failures.containsKey(integration.id())) {
            follow(integration);
        } else {
            deliveries.retryNow().accept(integration.id());
        }
    }

    void remove(String id) throws Exception {
        deliveries.remove().accept(id);
        failures.remove(id);
    }

    /** Removes what a deletion left behind that a crash interrupted; delivery is worth more than that, so it may fail. */
    void forgetAllBut(Set<String> ids) {
        try {
            deliveries.forgetAllBut().accept(ids);
        } catch (Exception failure) {
            LOG.warn(
                    "What deleted integrations left in the data folder cannot be removed now: {}. The next start tries"
                            + " again.",
                    failure.toString());
        }
    }

    DeliveryStatus status(String id) {
        DeliveryStatus seen = seen(id);
        Failure failure = failures.get(id);
        if (failure == null) {
            return seen;
        }
        return new DeliveryStatus(
                Health.ACTION_REQUIRED,
                Optional.of(failure.reason()),
                failure.since(),
                Optional.empty(),
                seen.lastSuccessAt(),
                seen.pendingEvents(),
                seen.oldestPendingAt(),
                seen.deadLetters(),
                seen.delivered(),
                seen.attempts(),
                seen.failures(),
                seen.aside());
    }

    boolean isStarted(String id) {
        return !failures.containsKey(id) && isKnown(id);
    }

    /** Whether deliver can say what waits; not so where the delivery was never started since the process began. */
    boolean isKnown(String id) {
        try {
            return deliveries.status().apply(id) != null;
        } catch (NoSuchElementException neverStarted) {
            return false;
        }
    }

    private DeliveryStatus seen(String id) {
        try {
            return deliveries.status().apply(id);
        } catch (NoSuchElementException neverStarted) {
            return new DeliveryStatus(
                    Health.UNKNOWN,
                    Optional.empty(),
                    clock.instant(),
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    0,
                    0,
                    0,
                    0);
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private void attempt(DeliverySettings settings, ThrowingConsumer<DeliverySettings, Exception> step) {
        attempt(settings.id(), settings.parameters(), () -> step.accept(settings));
    }

    private void attempt(String id, SinkParameters parameters, Step step) {
        try {
            step.run();
            failures.remove(id);
        } catch (Exception failure) {
            startFailed(id, parameters, failure);
        }
    }

    /** Camel's messages quote endpoint addresses, and those hold parameters: the words of these are left out. */
    private void startFailed(String id, SinkParameters parameters, Exception failure) {
        CleanWords words = CleanWords.of(parameters);
        fail(
                id,
                new Reason(
                        "start_failed",
                        "Its delivery cannot be started: " + Retold.inShort(Retold.innermost(failure), words) + ".",
                        "Check its settings and its Kamelet, then retry now. The log has the stack trace."),
                Retold.of(failure, words));
    }

    /** @param failure null where there is no more to tell */
    private void fail(String id, Reason reason, Retold failure) {
        Failure before = failures.put(id, new Failure(reason, clock.instant()));
        boolean isNew = before == null || !before.reason().equals(reason);
        LOG.warn("Integration {}: {} {}", id, reason.detail(), reason.remedy(), isNew ? failure : null);
    }
}
