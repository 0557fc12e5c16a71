package routes.deliver;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.deadletter.DeadLetters;
import routes.deliver.health.Counters;
import routes.deliver.health.DeliveryFigures;
import routes.deliver.health.DeliveryStatus;
import routes.deliver.health.HealthChange;
import routes.deliver.health.HealthFile;
import routes.deliver.health.ShippingLog;
import routes.journal.Journal;
import routes.journal.Subscription;
import routes.verdict.Reason;

/** Starts, changes and stops the delivery of each integration: one instance of the route template {@code deliver}. */
public final class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final Journal journal;
    private final DeliverRoutes routes;
    private final DeadLetters deadLetters;
    private final HealthFile healthFile;
    private final Clock clock;
    private final Consumer<HealthChange> changes;
    private final Map<String, LiveDelivery> known = new ConcurrentHashMap<>();
    /** Beside live delivery, by their own ids. */
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    /** @param changes is told of an integration that begins to fail, and of one that delivers again */
    public Deliveries(
            Journal journal,
            DeliverRoutes routes,
            DeadLetters deadLetters,
            HealthFile healthFile,
            Clock clock,
            Consumer<HealthChange> changes) {
        this.changes = changes;
        this.journal = journal;
        this.routes = routes;
        this.deadLetters = deadLetters;
        this.healthFile = healthFile;
        this.clock = clock;
    }

    /** From here on the journal keeps what comes in for them, though they are not started yet. */
    public void claim(Collection<DeliverySettings> all) throws IOException {
        Map<String, String> startFromByName = new LinkedHashMap<>();
        all.forEach(settings -> startFromByName.put(settings.id(), settings.startFrom()));
        journal.subscribeAll(startFromByName);
    }

    /** Starts delivering, or goes on with changed settings from the same cursor; a parked integration tries at once. */
    public void start(DeliverySettings settings) throws Exception {
        routes.remove(settings.id());
        know(settings).lane().state().startedAnew();
        routes.add(settings, Long.MAX_VALUE);
    }

    /** Makes the integration known without delivering: it is paused, and its cursor holds its part of the journal. */
    public void hold(DeliverySettings settings) throws Exception {
        routes.remove(settings.id());
        Lane lane = know(settings).lane();
        lane.state().paused();
        lane.monitor().paused();
    }

    /** Stops delivering; the cursor stays where it is. */
    public void stop(String id) throws Exception {
        routes.remove(id);
    }

    /** Ends what is in flight everywhere at once; the process is about to stop, and cursors stay where they are. */
    public void stopAll() {
        known.values().forEach(one -> one.lane().monitor().stopping());
        lanes.values().forEach(lane -> lane.monitor().stopping());
        routes.hangUpAll();
    }

    private LiveDelivery know(DeliverySettings settings) throws IOException {
        String id = settings.id();
        Subscription subscription = journal.subscribe(id, settings.startFrom());
        subscription.filtered().by(settings.filter());
        return known.compute(
                id,
                (same, before) -> new LiveDelivery(
                        before == null
                                ? liveLane(settings, subscription)
                                : before.lane().with(settings),
                        subscription));
    }

    private Lane liveLane(DeliverySettings settings, Subscription subscription) {
        String id = settings.id();
        DeliveryState state =
                new DeliveryState(clock, new Counters(subscription::count, subscription::counter), healthFile.of(id));
        ShippingLog log = new ShippingLog(id, settings.type(), () -> pending(id), clock, changes);
        return new Lane(
                settings,
                state,
                new DeliveryMonitor(log, clock),
                new EventAttempts(),
                subscription::isLost,
                () -> false,
                refusals -> deadLetters.add(id, refusals),
                new EventRate());
    }

    /** Whether an integration or a lane has a route. */
    public boolean isThere(String id) {
        return routes.isThere(id);
    }

    /** The settings of one that delivers now, for a further way to its destination. */
    public DeliverySettings delivering(String id) throws NotDeliveringException {
        if (!isThere(id)) {
            throw new NotDeliveringException(id);
        }
        return settings(id);
    }

    /** Begins a further way to an integration's destination, fed by a Camel endpoint. */
    public void startLane(Lane lane, String source) throws Exception {
        lanes.put(lane.settings().id(), lane);
        routes.add(lane.settings(), source);
    }

    /** The same, fed by a subscription of the lane's name up to a position of the journal. */
    public void startLane(Lane lane, long until) throws Exception {
        lanes.put(lane.settings().id(), lane);
        routes.add(lane.settings(), until);
    }

    public void stopLane(String id) throws Exception {
        routes.remove(id);
        lanes.remove(id);
    }

    /** Whether live events wait for longer than a moment, see {@link LiveDelivery#isBehind}; not where nobody is known. */
    public boolean isBehind(String integration) {
        return isBehind(integration, LiveDelivery.SOON);
    }

    public boolean isBehind(String integration, Duration longer) {
        LiveDelivery live = known.get(integration);
        return live != null && live.isBehind(clock.instant().minus(longer));
    }

    /** Why what comes again waits for live events; empty where none of those wait. */
    public Optional<Reason> liveEventsFirst(String integration) {
        return isBehind(integration) ? Optional.of(find(integration).goesFirst()) : Optional.empty();
    }

    /** Called every second. */
    public void tick(String id) {
        find(id).lane().monitor().tick();
    }

    /** The settings it was last started or held with. */
    DeliverySettings settings(String id) {
        return find(id).settings();
    }

    public Subscription subscription(String id) {
        return find(id).subscription();
    }

    /** Tries a parked integration now. */
    public void retryNow(String id) {
        routes.retryNow(id);
    }

    /** Stops delivering and forgets cursor, counters and dead letters. */
    public void remove(String id) throws Exception {
        routes.remove(id);
        known.remove(id);
        journal.remove(id);
        deadLetters.remove(id);
    }

    /**
     * Forgets what belongs to no integration: a crash can interrupt a removal. A cursor that a route of somebody's own reads
     * stays; one that nobody asked for since the start would keep its part of the journal for ever.
     */
    public void forgetAllBut(Set<String> ids) throws IOException {
        for (String name : journal.unclaimed()) {
            if (!ids.contains(DeliverySettings.integrationOf(name))) {
                LOG.warn("subscription {} is of no integration and no route; its cursor is removed", name);
                journal.remove(name);
            }
        }
        deadLetters.removeAllBut(ids);
    }

    /** Known for every integration that was started or held; what cannot be read from disk now is left out of it. */
    public DeliveryStatus status(String id) {
        return find(id).status(deadLetters);
    }

    /** Empty for an integration that was neither started nor held. */
    public Optional<DeliveryFigures> figures(String id) {
        return Optional.ofNullable(known.get(id)).map(one -> one.figures(journal.end()));
    }

    /** Also asked by a request that ends after its integration was removed. */
    private long pending(String id) {
        return Optional.ofNullable(known.get(id)).map(LiveDelivery::pending).orElse(0L);
    }

    /** Of an integration or a lane. */
    public Lane lane(String id) {
        return laneIfThere(id).orElseGet(() -> find(id).lane());
    }

    public Optional<Lane> laneIfThere(String id) {
        return Optional.ofNullable(lanes.get(id));
    }

    public Set<String> ids() {
        return Set.copyOf(known.keySet());
    }

    private LiveDelivery find(String id) {
        LiveDelivery one = known.get(id);
        if (one == null) {
            throw new NoSuchElementException("integration " + id + " is neither started nor paused");
        }
        return one;
    }
}
