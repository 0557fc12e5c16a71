package routes.integration.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import routes.deliver.health.DeliveryStatus;
import routes.disk.AllowedFolders;
import routes.event.filter.Takers;
import routes.integration.IfMatch;
import routes.integration.Integration;
import routes.integration.IntegrationStore;
import routes.integration.Problems;
import routes.integration.deployed.DeployedEntries;
import routes.integration.deployed.DeployedEntry;
import routes.integration.type.IntegrationType;
import routes.integration.type.IntegrationTypes;
import routes.integration.type.State;
import routes.integration.validation.Changes;
import routes.integration.validation.FolderRules;
import routes.problem.ProblemException;

/**
 * The integrations there are. Changes come one after the other: each is validated, on disk, and then followed by delivery.
 * Reading waits for no change.
 */
public final class Integrations {

    private final IntegrationTypes types;
    private final KnownIntegrations known;
    private final DeployedEntries deployed;
    private final Lifecycle lifecycle;
    private final KameletChanges kameletChanges;
    private final DeployedChanges deployedChanges;
    private final FolderRules folders;
    private final NewIntegrations making;
    private final AllTakers takers;
    private final Clock clock;
    /** What the store had at the start; guarded by this. */
    private Optional<List<Integration>> stored = Optional.empty();
    /** What file and environment said when they were read last; guarded by this. */
    private List<DeployedEntry> entries = List.of();
    /** Guarded by this. */
    private final Vanished vanished;

    public Integrations(
            IntegrationTypes types,
            IntegrationStore store,
            DeployedEntries deployed,
            DeliveryControl deliveries,
            AllowedFolders folders,
            Clock clock) {
        this.types = types;
        this.known = new KnownIntegrations(store);
        this.deployed = deployed;
        this.lifecycle = new Lifecycle(deliveries, types, clock);
        this.kameletChanges = new KameletChanges(this, types, lifecycle);
        this.deployedChanges = new DeployedChanges(this, deployed);
        this.folders = new FolderRules(folders);
        this.making = new NewIntegrations(types, known, this.folders, clock);
        this.vanished = new Vanished(known, lifecycle);
        this.takers = new AllTakers(known, types);
        this.clock = clock;
    }

    /**
     * Reads what was stored and what file and environment say; starts nothing yet, so that it can be asked before anything listens.
     * What comes in from then on is for each of them.
     *
     * @throws routes.integration.ConfigurationException where the store, the file or the environment cannot be used
     */
    public synchronized void load() throws IOException {
        deployedChanges.isReadNow();
        entries = deployed.read();
        List<Integration> before = known.stored();
        Map<String, Integration> merged = DeployedEntries.merge(before, entries, now());
        vanished.areAllBut(entries, merged.values());
        known.are(merged);
        stored = Optional.of(before);
        lifecycle.claim(merged.values());
    }

    /** Starts the delivery of each, after {@link #load} or together with it. */
    public synchronized void start() throws IOException {
        if (stored.isEmpty()) {
            load();
        }
        known.all().forEach(lifecycle::follow);
        lifecycle.forgetAllBut(known.ids());
        vanished.forgetSettled();
        if (!stored.orElseThrow().equals(known.all())) {
            known.remember();
        }
    }

    /** Follows what file and environment say now, all of it, or throws what {@link #load} does; entries that are the same are left alone. */
    synchronized String redeploy() {
        List<DeployedEntry> now = deployed.read();
        List<Integration> changed = known.become(DeployedEntries.mergeAgain(known.byId(), entries, now, now()));
        Set<String> gone = DeployedEntries.gone(entries, now);
        vanished.follow(now, gone);
        entries = now;
        changed.forEach(lifecycle::follow);
        vanished.forgetSettled(gone);
        known.remember();
        return DeployedChanges.told(changed.size() - gone.size(), gone.size());
    }

    /** What has them follow the file of whoever deploys the router. */
    public DeployedChanges deployedChanges() {
        return deployedChanges;
    }

    /** What has them follow the files of their Kamelets. */
    public KameletChanges kameletChanges() {
        return kameletChanges;
    }

    /** What they take, all together: quick to ask, and never long behind a change. */
    public Takers takers() {
        return takers.get();
    }

    public List<Observed> all() {
        return known.all().stream().map(this::observed).toList();
    }

    /** @throws routes.problem.ProblemException 404 */
    public Observed get(String id) {
        return observed(known.existing(id));
    }

    /** One that has its secrets. @throws routes.problem.ProblemException 404, or 409 where it is kept for its backlog alone */
    public synchronized Integration usable(String id) {
        if (vanished.contains(id)) {
            throw Problems.vanished(known.existing(id));
        }
        return known.existing(id);
    }

    /**
     * One that delivers, so that more can be asked of it.
     *
     * @throws routes.problem.ProblemException 404, or 409 where it is paused or could not be started
     */
    public Observed delivering(String id) {
        Integration integration = known.existing(id);
        if (integration.state() == State.PAUSED) {
            throw Problems.paused(id);
        }
        if (!lifecycle.isStarted(id)) {
            throw Problems.notStarted(id);
        }
        return observed(integration);
    }

    /** Why one that delivered a moment ago does not now. */
    public ProblemException notDelivering(String id) {
        try {
            delivering(id);
            return Problems.changing(id);
        } catch (ProblemException why) {
            return why;
        }
    }

    public synchronized Observed create(ObjectNode body) {
        return put(making.fresh(body));
    }

    /** What the same request made before, where it did, see {@link NewIntegrations#madeBefore}. */
    public synchronized Made createOnce(ObjectNode body, String key) {
        return making.madeBefore(body, key)
                .map(there -> new Made(observed(there), false))
                .orElseGet(() -> new Made(put(making.withKey(body, key)), true));
    }

    /** Under an id that its sender chose; empty where there is one of that id. */
    public synchronized Optional<Observed> createAs(String id, ObjectNode body, IfMatch condition) {
        return making.as(id, body, condition).map(this::put);
    }

    /** Replaces the settings; state, start and secrets that are left out stay. */
    public synchronized Observed replace(String id, ObjectNode body, IfMatch condition, BeforeChange told) {
        Integration before = known.editable(id, condition);
        return changed(before, Changes.replacement(before, body), body, told);
    }

    /** @param patch an RFC 7396 merge patch */
    public synchronized Observed patch(String id, ObjectNode patch, IfMatch condition, BeforeChange told) {
        Integration before = known.editable(id, condition);
        return changed(before, Changes.patched(before, patch), patch, told);
    }

    private Observed changed(Integration before, ObjectNode document, JsonNode sent, BeforeChange told) {
        IntegrationType type = types.named(before.type()).orElseThrow(() -> Problems.typeGone(before.type()));
        Integration after = before.with(folders.checked(Changes.checked(type, before, document, sent)), now());
        known.requireNameOfItsOwn(Optional.of(before), after);
        told.happens(before, after, Optional.of(type));
        return put(after);
    }

    public synchronized Observed pause(String id, BeforeChange told) {
        return in(State.PAUSED, known.existing(id), told);
    }

    public synchronized Observed resume(String id, BeforeChange told) {
        return in(State.ACTIVE, usable(id), told);
    }

    private Observed in(State state, Integration before, BeforeChange told) {
        if (before.state() == state) {
            return observed(before);
        }
        Integration after = before.with(state, now());
        told.happens(before, after, types.named(before.type()));
        return put(after);
    }

    public synchronized Observed retryNow(String id) {
        Integration integration = known.existing(id);
        if (integration.state() == State.PAUSED) {
            throw Problems.paused(id);
        }
        lifecycle.retryNow(integration);
        return observed(integration);
    }

    /**
     * @param isDiscarding whether events that wait, and dead letters, go with it
     * @return what is no more
     */
    public synchronized Integration delete(String id, boolean isDiscarding, IfMatch condition, BeforeChange told) {
        Integration integration = vanished.contains(id) ? known.existing(id) : known.editable(id, condition);
        if (!isDiscarding && !lifecycle.isKnown(id)) {
            throw Problems.backlogUnknown(id);
        }
        DeliveryStatus status = lifecycle.status(id);
        if (!isDiscarding && status.hasBacklog()) {
            throw Problems.hasPending(id, status.pendingEvents(), status.deadLetters());
        }
        told.happens(integration, integration, types.named(integration.type()));
        // stored first: a crash after it leaves a cursor, which the next start removes, and no integration without one
        Map<String, Integration> before = known.remove(id);
        try {
            lifecycle.remove(id);
        } catch (Exception failure) {
            known.restore(before);
            lifecycle.follow(integration);
            throw Problems.notRemoved(id);
        }
        vanished.remove(id);
        return integration;
    }

    private Observed put(Integration integration) {
        known.put(integration);
        lifecycle.follow(integration);
        return observed(integration);
    }

    private Observed observed(Integration integration) {
        return new Observed(integration, types.named(integration.type()), lifecycle.status(integration));
    }

    private Instant now() {
        return NewIntegrations.now(clock);
    }
}
