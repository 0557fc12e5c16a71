package routes.deliver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.deadletter.DeadLetters;
import routes.deadletter.PutAside;
import routes.deliver.health.Counters;
import routes.deliver.health.DeliveryFigures;
import routes.deliver.health.DeliveryStatus;
import routes.journal.Filtered;
import routes.journal.Subscription;
import routes.verdict.Reason;

/** An integration that is known here, delivering or paused: its own lane, and where it is in the journal. */
record LiveDelivery(Lane lane, Subscription subscription) {

    /** How long live events may wait before lanes wait for them. */
    static final Duration SOON = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(LiveDelivery.class);

    DeliverySettings settings() {
        return lane.settings();
    }

    long pending() {
        return subscription.pending(settings().selection());
    }

    /**
     * Whether events wait since before that time: the destination is busy with them, or parked. Those that are written to a stream
     * and only not confirmed yet wait for nothing but time.
     */
    boolean isBehind(Instant before) {
        try {
            return subscription
                    .oldestUnsettledAt(settings().selection())
                    .filter(before::isAfter)
                    .isPresent();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Why what comes again waits for its events. */
    Reason goesFirst() {
        String themselves = lane.state()
                .reason()
                .map(why -> " They wait themselves: " + why.detail())
                .orElse("");
        return new Reason(
                "live_events_first",
                "Events that came in since are delivered first." + themselves,
                themselves.isEmpty() ? "" : "Mend the destination, then retry now.");
    }

    /** What cannot be read from disk now is left out of it. */
    DeliveryStatus status(DeadLetters deadLetters) {
        String id = settings().integration();
        long pending = pending();
        Optional<Instant> oldest = oldestPendingAt();
        try {
            PutAside aside = deadLetters
                    .aside(id, subscription.counter(Counters.REDRIVEN), subscription.counter(Counters.SKIPPED))
                    .with(subscription.counter(Filtered.COUNTER));
            return lane.state().status(pending, oldest, deadLetters.count(id)).with(aside, deadLetters.warning(id));
        } catch (IOException | UncheckedIOException unreadable) {
            return lane.state().status(pending, oldest, 0).with(PutAside.NOTHING, Optional.of(DeliverSteps.UNWRITABLE));
        }
    }

    private Optional<Instant> oldestPendingAt() {
        try {
            return subscription.oldestPendingAt(settings().selection());
        } catch (IOException unreadable) {
            LOG.debug("the journal cannot be read", unreadable);
            return Optional.empty();
        }
    }

    /** @param end of the journal */
    DeliveryFigures figures(long end) {
        return lane.monitor().figures(pending() == 0 ? 0 : end - subscription.position());
    }
}
