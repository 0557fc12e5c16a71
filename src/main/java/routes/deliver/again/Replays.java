package routes.deliver.again;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.deadletter.DeadLetters;
import routes.deliver.Deliveries;
import routes.deliver.DeliveryMonitor;
import routes.deliver.DeliverySettings;
import routes.deliver.DeliveryState;
import routes.deliver.EventAttempts;
import routes.deliver.Lane;
import routes.deliver.health.Counters;
import routes.deliver.health.ShippingLog;
import routes.journal.Journal;
import routes.journal.Subscription;
import routes.verdict.Reason;

/**
 * Delivers stretches of the journal again: one at a time an integration, by a subscription and in a lane of its own. Its
 * definition and its cursor are on disk, so that it goes on after a restart.
 */
public final class Replays {

    static final String LANE = "replay";

    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);

    private final Journal journal;
    private final Deliveries deliveries;
    private final DeadLetters deadLetters;
    private final ReplayFile file;
    private final Clock clock;

    public Replays(Journal journal, Deliveries deliveries, DeadLetters deadLetters, ReplayFile file, Clock clock) {
        this.journal = journal;
        this.deliveries = deliveries;
        this.deadLetters = deadLetters;
        this.file = file;
        this.clock = clock;
    }

    /** Whether all of a stretch is in the journal still. */
    public boolean isAvailable(Skipped skipped) {
        return skipped.from() >= journal.start();
    }

    /**
     * Carries out a plan; false where a replay is running already.
     *
     * @throws routes.deliver.NotDeliveringException where the integration was stopped meanwhile
     */
    public synchronized boolean start(String integration, Replay plan) throws Exception {
        if (file.of(integration).running().isPresent()) {
            return false;
        }
        String lane = DeliverySettings.laneId(integration, LANE);
        journal.remove(lane);
        try {
            run(integration, plan);
            file.put(integration, plan);
        } catch (Exception failed) {
            deliveries.stopLane(lane);
            journal.remove(lane);
            throw failed;
        }
        return true;
    }

    /** Goes on with what runs, if anything does; the integration was started. */
    synchronized void resume(String integration) throws Exception {
        String lane = DeliverySettings.laneId(integration, LANE);
        if (deliveries.isThere(lane)) {
            // somebody asked for it just after live delivery had begun
            return;
        }
        Optional<Replay> running = file.of(integration).running();
        if (running.isEmpty()) {
            // what a crash may have left behind would hold its part of the journal for ever
            journal.remove(lane);
            return;
        }
        run(integration, running.get());
    }

    private void run(String integration, Replay replay) throws Exception {
        DeliverySettings settings =
                deliveries.delivering(integration).lane(LANE, replay.selection(), "position:" + replay.from());
        Subscription subscription = journal.subscribe(settings.id(), settings.startFrom());
        subscription.filtered().by(settings.filter());
        Lane lane = new Lane(
                settings,
                new DeliveryState(clock, new Counters(subscription::count, subscription::counter)),
                new DeliveryMonitor(new ShippingLog(settings.id(), settings.type(), () -> 0, clock), clock),
                new EventAttempts(),
                subscription::isLost,
                () -> deliveries.isBehind(integration),
                refusals -> deadLetters.add(integration, refusals),
                deliveries.lane(integration).rate());
        deliveries.startLane(lane, replay.to());
    }

    /** Stops the lane; the replay goes on with {@link #resume}. */
    synchronized void stop(String integration) throws Exception {
        deliveries.stopLane(DeliverySettings.laneId(integration, LANE));
    }

    /** Newest first, with what is done so far. */
    public List<Replay> all(String integration) {
        List<Replay> all = file.of(integration).replays().stream()
                .map(replay -> replay.isRunning() ? progress(integration, replay) : replay)
                .toList();
        return all.stream()
                .sorted((a, b) -> b.startedAt().compareTo(a.startedAt()))
                .toList();
    }

    public List<Skipped> skipped(String integration) {
        return file.of(integration).skipped();
    }

    /** Why a running one does not get on; empty where it does. */
    public Optional<Reason> obstacle(String integration) {
        Optional<Lane> lane = deliveries.laneIfThere(DeliverySettings.laneId(integration, LANE));
        if (lane.isEmpty()) {
            return Optional.of(new Reason("not_running", "The integration is paused, or could not be started.", ""));
        }
        return lane.get().state().reason().or(() -> deliveries.liveEventsFirst(integration));
    }

    private Replay progress(String integration, Replay replay) {
        return journal.subscription(DeliverySettings.laneId(integration, LANE))
                .map(cursor -> replay.with(
                        replay.state(),
                        cursor.counter(Counters.DELIVERED) + cursor.counter(Counters.SENT),
                        cursor.counter(Counters.REFUSED),
                        ""))
                .orElse(replay);
    }

    public synchronized void cancel(String integration) throws Exception {
        Optional<Replay> running = file.of(integration).running();
        if (running.isPresent()) {
            end(integration, running.get(), "cancelled");
        }
    }

    private void end(String integration, Replay replay, String state) throws Exception {
        Replay last = progress(integration, replay);
        stop(integration);
        file.put(
                integration,
                last.with(state, last.done(), last.refused(), clock.instant().toString()));
        journal.remove(DeliverySettings.laneId(integration, LANE));
        LOG.info("replay {} of {} is {}: {} of {} delivered", last.id(), integration, state, last.done(), last.total());
    }

    /** Ends the one that has come to its end; called every second. */
    synchronized void tick(String integration) throws Exception {
        Optional<Replay> through = file.of(integration).running().filter(replay -> isThrough(integration, replay));
        if (through.isPresent()) {
            end(integration, through.get(), "done");
        }
    }

    private boolean isThrough(String integration, Replay replay) {
        return journal.subscription(DeliverySettings.laneId(integration, LANE))
                .filter(cursor -> cursor.position() >= replay.to())
                .isPresent();
    }

    synchronized void remove(String integration) throws Exception {
        stop(integration);
        journal.remove(DeliverySettings.laneId(integration, LANE));
        try {
            file.remove(integration);
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }
}
