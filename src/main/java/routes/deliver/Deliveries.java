package routes.deliver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.event.Batch;
import routes.journal.Journal;
import routes.journal.Subscription;

/** Starts, changes and stops the delivery of each integration: one instance of the route template {@code deliver}. */
public final class Deliveries {

    /** An integration that is known here, delivering or paused. */
    private record Known(DeliverySettings settings, DeliveryState state, Subscription subscription, Watch watch) {}

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final Journal journal;
    private final DeliverRoutes routes;
    private final DeadLetters deadLetters;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    public Deliveries(Journal journal, DeliverRoutes routes, DeadLetters deadLetters, Clock clock) {
        this.journal = journal;
        this.routes = routes;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /** Starts delivering, or goes on with changed settings from the same cursor; a parked integration tries at once. */
    public void start(DeliverySettings settings) throws Exception {
        routes.remove(settings.id());
        know(settings);
        routes.add(settings);
    }

    /** Makes the integration known without delivering: it is paused, and its cursor holds its part of the journal. */
    public void hold(DeliverySettings settings) throws Exception {
        routes.remove(settings.id());
        know(settings).state().paused();
    }

    /** Stops delivering; the cursor stays where it is. */
    public void stop(String id) throws Exception {
        routes.remove(id);
    }

    /** Ends what is in flight everywhere at once; the process is about to stop, and cursors stay where they are. */
    public void stopAll() {
        routes.hangUpAll();
    }

    private Known know(DeliverySettings settings) throws IOException {
        Subscription subscription = journal.subscribe(settings.id(), settings.startFrom());
        Counters counters = new Counters(subscription::count, subscription::counter);
        return known.compute(
                settings.id(),
                (id, before) -> new Known(
                        settings,
                        before == null ? new DeliveryState(clock, counters) : before.state(),
                        subscription,
                        before == null ? watch(settings) : before.watch()));
    }

    private Watch watch(DeliverySettings settings) {
        ShippingLog log = new ShippingLog(settings.id(), settings.type(), () -> pending(settings.id()), clock);
        return new Watch(log, clock);
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
            if (!ids.contains(name)) {
                LOG.warn("subscription {} is of no integration and no route; its cursor is removed", name);
                journal.remove(name);
            }
        }
        deadLetters.removeAllBut(ids);
    }

    /** Known for every integration that was started or held. */
    public DeliveryStatus status(String id) {
        Known one = find(id);
        long selection = one.settings().selection();
        try {
            return one.state()
                    .status(pending(one), one.subscription().oldestPendingAt(selection), deadLetters.count(id));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Empty for an integration that was neither started nor held. */
    public Optional<DeliveryFigures> figures(String id) {
        return Optional.ofNullable(known.get(id)).map(one -> one.watch().figures(pendingBytes(one)));
    }

    private long pendingBytes(Known one) {
        return pending(one) == 0 ? 0 : journal.end() - one.subscription().position();
    }

    /** Also asked by a request that ends after its integration was removed. */
    private long pending(String id) {
        return Optional.ofNullable(known.get(id)).map(Deliveries::pending).orElse(0L);
    }

    private static long pending(Known one) {
        return one.subscription().pending(one.settings().selection());
    }

    Delivery open(String id, Batch batch) {
        Known one = find(id);
        return new Delivery(one.settings(), one.state(), one.watch(), batch, one.subscription()::isLost);
    }

    private Known find(String id) {
        Known one = known.get(id);
        if (one == null) {
            throw new NoSuchElementException("integration " + id + " is neither started nor paused");
        }
        return one;
    }
}
