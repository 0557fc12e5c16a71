package routes.deliver.again;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.deadletter.DeadLetterFilter;
import routes.deadletter.DeadLetters;
import routes.deliver.Deliveries;
import routes.deliver.DeliveryMonitor;
import routes.deliver.DeliverySettings;
import routes.deliver.DeliveryState;
import routes.deliver.EventAttempts;
import routes.deliver.Lane;
import routes.deliver.health.Counters;
import routes.deliver.health.ShippingLog;

/**
 * Redrives dead letters: one redrive at a time an integration, on a thread and in a lane of its own. It lives as long as the
 * integration is neither stopped nor changed; what it did not come to then is a dead letter still.
 */
public final class Redrives {

    private static final Logger LOG = LoggerFactory.getLogger(Redrives.class);
    private static final long STOP_MILLIS = 4_000;

    private record Running(Redrive redrive, Thread thread) {}

    private final CamelContext context;
    private final Deliveries deliveries;
    private final DeadLetters deadLetters;
    private final Clock clock;
    private final Map<String, Running> last = new ConcurrentHashMap<>();

    public Redrives(CamelContext context, Deliveries deliveries, DeadLetters deadLetters, Clock clock) {
        this.context = context;
        this.deliveries = deliveries;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    public Optional<RedriveStatus> status(String integration) {
        return Optional.ofNullable(last.get(integration))
                .map(Running::redrive)
                .map(Redrive::status)
                .map(status -> status.isWaiting() && status.reason().isEmpty()
                        ? status.with(deliveries.liveEventsFirst(integration))
                        : status);
    }

    /** Until its lane is gone too. */
    private boolean isRunning(String integration) {
        Running running = last.get(integration);
        return running != null && running.thread().isAlive();
    }

    /**
     * Begins to send these again; says how many there are, or nothing where a redrive is running already.
     *
     * @throws routes.deliver.NotDeliveringException where the integration was stopped meanwhile
     */
    public OptionalLong start(String integration, DeadLetterFilter wanted) throws Exception {
        DeadLetterFilter filter = wanted.of(deliveries.delivering(integration).filter());
        // reads all of them: nobody who stops another integration should wait for it
        long events = deadLetters.count(integration, filter);
        return events == 0 ? OptionalLong.of(0) : start(integration, filter, events);
    }

    private synchronized OptionalLong start(String integration, DeadLetterFilter filter, long events) throws Exception {
        if (isRunning(integration)) {
            return OptionalLong.empty();
        }
        DeliverySettings live = deliveries.delivering(integration);
        DeliverySettings settings = live.lane(Lane.REDRIVE, live.selection(), "now");
        Map<String, Long> counts = new HashMap<>();
        DeliveryState state = new DeliveryState(
                clock,
                new Counters(
                        (name, more) -> counts.merge(name, more, Long::sum), name -> counts.getOrDefault(name, 0L)));
        ProducerTemplate template = context.createProducerTemplate();
        Redrive redrive = new Redrive(
                deadLetters,
                filter,
                events,
                settings,
                state,
                batch -> template.send("direct:" + settings.id(), exchange -> exchange.getMessage()
                        .setBody(batch)),
                count -> deliveries.subscription(integration).count(Counters.REDRIVEN, count));
        deliveries.startLane(lane(settings, state, redrive), "direct:" + settings.id());
        Thread thread = new Thread(() -> run(redrive, settings, template), settings.id());
        last.put(integration, new Running(redrive, thread));
        thread.start();
        return OptionalLong.of(events);
    }

    private Lane lane(DeliverySettings settings, DeliveryState state, Redrive redrive) {
        String integration = settings.integration();
        return new Lane(
                settings,
                state,
                new DeliveryMonitor(new ShippingLog(settings.id(), settings.type(), () -> 0, clock), clock),
                new EventAttempts(),
                () -> false,
                () -> deliveries.isBehind(integration) && !deadLetters.isFull(integration),
                redrive::refusedAgain,
                deliveries.lane(integration).rate());
    }

    private void run(Redrive redrive, DeliverySettings settings, ProducerTemplate template) {
        boolean wasFull = deadLetters.isFull(settings.integration());
        redrive.run();
        try {
            template.close();
            deliveries.stopLane(settings.id());
        } catch (Exception stuck) {
            LOG.warn(
                    "the lane {} did not stop in order: {}",
                    settings.id(),
                    stuck.getClass().getName());
        }
        if (wasFull) {
            deliveries.retryNow(settings.integration());
        }
    }

    /** Drops dead letters; delivery that waited for room goes on. */
    public long drop(String integration, DeadLetterFilter filter) throws IOException {
        boolean wasFull = deadLetters.isFull(integration);
        long dropped = deadLetters.drop(integration, filter);
        if (wasFull) {
            deliveries.retryNow(integration);
        }
        return dropped;
    }

    void wake(String integration) {
        Optional.ofNullable(last.get(integration)).map(Running::redrive).ifPresent(Redrive::wake);
    }

    /** Ends a redrive without waiting for it. */
    void end(String integration) {
        Optional.ofNullable(last.get(integration)).map(Running::redrive).ifPresent(Redrive::stop);
    }

    /** Ends a redrive; the request in flight may still be answered for a while. */
    void stop(String integration) throws Exception {
        Running running = lastBegun(integration);
        if (running != null) {
            running.redrive().stop();
            running.thread().join(STOP_MILLIS);
            if (running.thread().isAlive()) {
                // its peer does not answer: the lane hangs up
                deliveries.stopLane(DeliverySettings.laneId(integration, Lane.REDRIVE));
                running.thread().join(STOP_MILLIS);
            }
        }
    }

    /** Waits for one that is about to begin. */
    private synchronized Running lastBegun(String integration) {
        return last.get(integration);
    }

    void forget(String integration) throws Exception {
        stop(integration);
        last.remove(integration);
    }
}
