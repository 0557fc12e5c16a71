package routes.integration.lifecycle;

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
import routes.deliver.DeliverySettings;
import routes.deliver.health.DeliveryStatus;
import routes.deliver.health.Health;
import routes.integration.Effective;
import routes.integration.Integration;
import routes.integration.type.IntegrationType;
import routes.integration.type.IntegrationTypes;
import routes.integration.type.State;
import routes.verdict.CleanWords;
import routes.verdict.Reason;
import routes.verdict.Retold;

/**
 * Makes delivery follow an integration's state. One that does not start keeps nobody else from starting: its status says why.
 */
final class Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private final DeliveryControl deliveries;
    private final IntegrationTypes types;
    private final Clock clock;
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();

    private final KameletVersions versions = new KameletVersions();

    /** @param template with which it could not be started; an empty text where there was none */
    private record Failure(String template, Reason reason, Instant since) {}

    Lifecycle(DeliveryControl deliveries, IntegrationTypes types, Clock clock) {
        this.deliveries = deliveries;
        this.types = types;
        this.clock = clock;
    }

    /** What comes in from here on is for these too, though they are started later. */
    void claim(Collection<Integration> integrations) {
        List<DeliverySettings> claimed = new ArrayList<>();
        for (Integration integration : integrations) {
            types.named(integration.type()).ifPresent(type -> claimed.add(Effective.delivery(type, integration)));
        }
        try {
            deliveries.claim().accept(claimed);
        } catch (Exception unwritable) {
            claimed.forEach(settings -> startFailed(settings, unwritable));
        }
    }

    /** Starts, changes or pauses the delivery, whatever the integration's state asks for. */
    void follow(Integration integration) {
        String id = integration.id();
        Optional<IntegrationType> type = types.named(integration.type());
        if (type.isEmpty()) {
            // An instance of the vanished Kamelet may still run; it must not go on with settings that nobody can see.
            stop(id);
            versions.remove(id);
            fail(
                    id,
                    "",
                    new Reason(
                            "type_missing",
                            "There is no Kamelet for the type " + integration.type() + ".",
                            "Put the Kamelet back into the folder of SIEM_KAMELETS_DIR, or mend it: the log says which files are"
                                    + " left out and why."),
                    null);
            return;
        }
        DeliverySettings settings = Effective.delivery(type.get(), integration);
        if (integration.state() == State.PAUSED) {
            attempt(settings, deliveries.hold());
        } else {
            start(settings);
        }
    }

    private void stop(String id) {
        try {
            deliveries.stop().accept(id);
        } catch (Exception stuck) {
            LOG.warn(
                    "Integration {} could not be stopped in order: {}.",
                    id,
                    stuck.getClass().getSimpleName());
        }
    }

    /** With the version of its Kamelet that there is now, or, where that does not work, with the one from before. */
    private void start(DeliverySettings wanted) {
        String id = wanted.id();
        Optional<DeliverySettings> before =
                versions.another(id, wanted.kamelet()).map(wanted::by);
        if (before.isPresent() && versions.isRejected(id, wanted.kamelet())) {
            attempt(before.get(), deliveries.start());
            return;
        }
        try {
            deliveries.start().accept(wanted);
            versions.runs(id, wanted.kamelet());
            failures.remove(id);
        } catch (Exception | Error failure) {
            before.ifPresentOrElse(
                    settings -> {
                        reject(wanted, failure);
                        attempt(settings, deliveries.start());
                    },
                    () -> startFailed(wanted, failure));
        }
    }

    private void reject(DeliverySettings settings, Throwable failure) {
        CleanWords words = CleanWords.of(settings.parameters());
        String why = Retold.inShort(Retold.innermost(failure), words);
        versions.reject(settings.id(), settings.kamelet(), why);
        LOG.warn(
                "Integration {}: its Kamelet was changed and cannot be used: {}. The one from before goes on.",
                settings.id(),
                why,
                Retold.of(failure, words));
    }

    /** Whether its Kamelet's file asks for something else than what was made of it, or was tried. */
    boolean isOutdated(Integration integration) {
        String id = integration.id();
        String wanted =
                types.named(integration.type()).map(IntegrationType::template).orElse("");
        Failure failure = failures.get(id);
        if (failure != null) {
            return !wanted.equals(failure.template());
        }
        if (integration.state() == State.PAUSED) {
            return wanted.isEmpty();
        }
        if (versions.isRunning(id, wanted)) {
            versions.forgetRejected(id);
            return false;
        }
        return !versions.isRejected(id, wanted);
    }

    /** Where one delivers that can go on, {@link #follow} is to come only if the new one can be made; then its requests have ended. */
    boolean isReadyToBeMadeAnew(Integration integration) {
        String id = integration.id();
        Optional<IntegrationType> type = types.named(integration.type());
        if (type.isEmpty() || integration.state() == State.PAUSED || failures.containsKey(id)) {
            return true;
        }
        DeliverySettings settings = Effective.delivery(type.get(), integration);
        try {
            deliveries.tryOut().accept(settings);
            LOG.info("Integration {}: its Kamelet was changed; it is made anew once its requests have ended.", id);
            deliveries.drain().accept(id);
            return true;
        } catch (Exception | Error broken) {
            reject(settings, broken);
            return false;
        }
    }

    /** The names of all templates that integrations run with. */
    Collection<String> templates() {
        return versions.inUse();
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
        versions.remove(id);
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
        return seen.told(Health.ACTION_REQUIRED, failure.reason(), failure.since(), Optional.empty());
    }

    /** The same, and where its Kamelet was changed and cannot be used, that above all. */
    DeliveryStatus status(Integration integration) {
        String id = integration.id();
        DeliveryStatus status = status(id);
        Optional<String> why = failures.containsKey(id)
                ? Optional.empty()
                : versions.whyRejected(id).or(() -> types.fault(integration.type()));
        return why.map(text -> status.told(
                        status.health(), broken(text, status.reason()), status.since(), status.nextRetryAt()))
                .orElse(status);
    }

    private static Reason broken(String why, Optional<Reason> other) {
        return new Reason(
                "kamelet_broken",
                "Its Kamelet was changed and cannot be used: " + why + ". The one from before goes on."
                        + other.map(one -> " " + one.detail()).orElse(""),
                "Mend the file in the folder of SIEM_KAMELETS_DIR, or put the old one back: it is used within seconds.",
                other.map(Reason::reply).orElse(""));
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

    private void attempt(DeliverySettings settings, ThrowingConsumer<DeliverySettings, Exception> step) {
        try {
            step.accept(settings);
            failures.remove(settings.id());
        } catch (Exception | Error failure) {
            startFailed(settings, failure);
        }
    }

    /** Camel's messages quote endpoint addresses, and those hold parameters: the words of these are left out. */
    private void startFailed(DeliverySettings settings, Throwable failure) {
        CleanWords words = CleanWords.of(settings.parameters());
        fail(
                settings.id(),
                settings.kamelet(),
                new Reason(
                        "start_failed",
                        "Its delivery cannot be started: " + Retold.inShort(Retold.innermost(failure), words) + ".",
                        "Check its settings and its Kamelet, then retry now. The log has the stack trace."),
                Retold.of(failure, words));
    }

    /** @param failure null where there is no more to tell */
    private void fail(String id, String template, Reason reason, Retold failure) {
        Failure before = failures.put(id, new Failure(template, reason, clock.instant()));
        boolean isNew = before == null || !before.reason().equals(reason);
        LOG.warn("Integration {}: {} {}", id, reason.detail(), reason.remedy(), isNew ? failure : null);
    }
}
