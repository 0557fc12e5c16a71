package routes.integration.lifecycle;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.integration.Integration;
import routes.integration.ManagedBy;
import routes.integration.deployed.DeployedEntry;

/** The integrations that were deployed once and are not any more: kept, paused, for as long as they have a backlog. For one thread at a time. */
final class Vanished {

    private static final Logger LOG = LoggerFactory.getLogger(Vanished.class);

    private final KnownIntegrations known;
    private final Lifecycle lifecycle;
    private final Set<String> ids = new HashSet<>();

    Vanished(KnownIntegrations known, Lifecycle lifecycle) {
        this.known = known;
        this.lifecycle = lifecycle;
    }

    boolean contains(String id) {
        return ids.contains(id);
    }

    void remove(String id) {
        ids.remove(id);
    }

    /** At the start. */
    void areAllBut(List<DeployedEntry> entries, Collection<Integration> all) {
        all.stream()
                .filter(integration -> integration.managedBy() != ManagedBy.API)
                .forEach(integration -> ids.add(integration.id()));
        entries.forEach(entry -> ids.remove(entry.id()));
    }

    void follow(List<DeployedEntry> entries, Set<String> gone) {
        ids.addAll(gone);
        entries.forEach(entry -> ids.remove(entry.id()));
    }

    void forgetSettled() {
        forgetSettled(List.copyOf(ids));
    }

    void forgetSettled(Collection<String> some) {
        some.forEach(this::forgetIfSettled);
    }

    private void forgetIfSettled(String id) {
        ManagedBy managed = known.existing(id).managedBy();
        if (!lifecycle.isKnown(id) || lifecycle.status(id).hasBacklog()) {
            LOG.warn(
                    "Integration {} is not configured any more by {}. It is kept, paused, for its backlog. {}, or delete it.",
                    id,
                    managed.source(),
                    managed.restore());
            return;
        }
        try {
            lifecycle.remove(id);
            known.forget(id);
            ids.remove(id);
        } catch (Exception failure) {
            LOG.warn(
                    "Integration {} is not configured any more by {} and cannot be removed now. It is kept, paused.",
                    id,
                    managed.source());
        }
    }
}
