package routes.deliver.again;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.deadletter.DeadLetters;
import routes.deliver.DeliverRoutes;
import routes.deliver.Deliveries;
import routes.deliver.DeliverySettings;
import routes.deliver.health.DeliveryStatus;
import routes.deliver.health.HealthFile;
import routes.event.EventType;

/**
 * Starts and stops an integration with all its lanes: live delivery, and beside it a replay and a redrive, which wait for live
 * events.
 */
public final class Lanes {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "tend");
        thread.setDaemon(true);
        return thread;
    });
    /** Those of which it was told that looking after them failed; the clockwork's thread only. */
    private final Set<String> untended = new HashSet<>();

    private final DeliverRoutes routes;
    private final Deliveries live;
    private final Redrives redrives;
    private final Replays replays;
    private final ReplayFile file;
    private final DeadLetters deadLetters;
    private final HealthFile healthFile;
    private final BiConsumer<EventType, Map<String, Object>> record;

    /** @param record takes what the router has to tell of itself */
    public Lanes(
            DeliverRoutes routes,
            Deliveries live,
            Redrives redrives,
            Replays replays,
            ReplayFile file,
            DeadLetters deadLetters,
            HealthFile healthFile,
            BiConsumer<EventType, Map<String, Object>> record) {
        this.record = record;
        this.routes = routes;
        this.live = live;
        this.redrives = redrives;
        this.replays = replays;
        this.file = file;
        this.deadLetters = deadLetters;
        this.healthFile = healthFile;
    }

    /** As {@link Deliveries#claim}. */
    public void claim(Collection<DeliverySettings> all) throws IOException {
        live.claim(all);
    }

    /** As {@link Deliveries#start}; a replay goes on. */
    public void start(DeliverySettings settings) throws Exception {
        stop(settings.id());
        live.start(settings);
        replays.resume(settings.id());
    }

    public void hold(DeliverySettings settings) throws Exception {
        stop(settings.id());
        live.hold(settings);
    }

    /** Live delivery first: without it no further lane begins. */
    public void stop(String id) throws Exception {
        try {
            live.stop(id);
        } finally {
            redrives.stop(id);
            replays.stop(id);
        }
    }

    /** Whether the sink can be made as these settings want it; what delivers now goes on. */
    public void tryOut(DeliverySettings settings) throws Exception {
        routes.tryOut(settings);
    }

    /** Offers no more to it, and returns when its requests in flight have ended. It is to be started, held or removed next. */
    public void drain(String id) throws InterruptedException {
        routes.drain(id);
        routes.drain(DeliverySettings.laneId(id, Replays.LANE));
    }

    public void retryNow(String id) {
        live.retryNow(id);
        live.retryNow(DeliverySettings.laneId(id, Replays.LANE));
        redrives.wake(id);
    }

    public void remove(String id) throws Exception {
        live.stop(id);
        redrives.forget(id);
        replays.remove(id);
        live.remove(id);
    }

    public void forgetAllBut(Set<String> ids) throws IOException {
        live.forgetAllBut(ids);
        file.removeAllBut(ids);
    }

    public DeliveryStatus status(String id) {
        return live.status(id);
    }

    /** Ends what is in flight everywhere; the process is about to stop. */
    public void stopAll() {
        clockwork.shutdown();
        for (String id : live.ids()) {
            redrives.end(id);
        }
        live.stopAll();
        healthFile.keepNow(seen());
    }

    /**
     * What is done by the clock: a failure that lasts is told again, replays that are through are ended, dead letters past their
     * age dropped. No route does it, because a router whose routes have nothing to do counts as idle.
     */
    public void startTicking() {
        ScheduledFuture<?> unused = clockwork.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    private void tick() {
        Map<String, HealthFile.Seen> seen = new HashMap<>();
        for (String id : live.ids()) {
            try {
                seen.put(id, live.lane(id).state().seen());
                live.tick(id);
                replays.tick(id);
                tell(id, deadLetters.expire(id));
                untended.remove(id);
            } catch (Throwable failure) {
                // what a clockwork's task throws ends it for good, without a word
                warn(id, failure);
            }
        }
        healthFile.keep(seen);
    }

    private void tell(String id, long expired) {
        if (expired > 0) {
            record.accept(
                    EventType.of("router.dead_letters_dropped"),
                    Map.of("integration", id, "events", expired, "reason", "expired"));
        }
    }

    private Map<String, HealthFile.Seen> seen() {
        Map<String, HealthFile.Seen> seen = new HashMap<>();
        live.ids().forEach(id -> seen.put(id, live.lane(id).state().seen()));
        return seen;
    }

    private void warn(String id, Throwable failure) {
        if (untended.add(id)) {
            LOG.warn(
                    "integration {}: looking after its replays and dead letters failed, and is tried again every second: {}",
                    id,
                    failure.toString());
        }
    }
}
