package routes.deliver.health;

import java.time.Instant;
import java.util.Optional;
import routes.deadletter.PutAside;
import routes.verdict.Reason;

/**
 * What is seen of an integration at one moment.
 *
 * @param reason why it is not healthy, or a warning while it is, such as a certificate that ends soon
 * @param since when {@code health} or {@code reason} last changed
 * @param nextRetryAt when it tries again by itself; empty where it is not waiting
 * @param pendingEvents selected events in the journal that are neither delivered nor dead letters; exact
 * @param oldestPendingAt when the oldest of them was accepted
 * @param delivered events since the integration was created
 * @param sent events since then that went to a destination that never says what it has
 * @param attempts requests sent since then
 * @param failures requests since then that did not deliver all they carried
 */
public record DeliveryStatus(
        Health health,
        Optional<Reason> reason,
        Instant since,
        Optional<Instant> nextRetryAt,
        Optional<Instant> lastSuccessAt,
        long pendingEvents,
        Optional<Instant> oldestPendingAt,
        long deadLetters,
        long delivered,
        long sent,
        long attempts,
        long failures,
        PutAside aside) {

    /** Of an integration whose destination answers, and that put nothing aside. */
    public DeliveryStatus(
            Health health,
            Optional<Reason> reason,
            Instant since,
            Optional<Instant> nextRetryAt,
            Optional<Instant> lastSuccessAt,
            long pendingEvents,
            Optional<Instant> oldestPendingAt,
            long deadLetters,
            long delivered,
            long attempts,
            long failures) {
        this(
                health,
                reason,
                since,
                nextRetryAt,
                lastSuccessAt,
                pendingEvents,
                oldestPendingAt,
                deadLetters,
                delivered,
                0,
                attempts,
                failures,
                PutAside.NOTHING);
    }

    /** The same but for what is told of its health. */
    public DeliveryStatus told(Health other, Reason why, Instant from, Optional<Instant> retryAt) {
        return copy(other, Optional.of(why), from, retryAt, aside);
    }

    /** Whether events wait, or stand in the dead letters. */
    public boolean hasBacklog() {
        return pendingEvents > 0 || deadLetters > 0;
    }

    public DeliveryStatus with(PutAside put, Optional<Reason> warning) {
        return copy(health, reason.or(() -> warning), since, nextRetryAt, put);
    }

    private DeliveryStatus copy(
            Health itsHealth, Optional<Reason> why, Instant from, Optional<Instant> retryAt, PutAside put) {
        return new DeliveryStatus(
                itsHealth,
                why,
                from,
                retryAt,
                lastSuccessAt,
                pendingEvents,
                oldestPendingAt,
                deadLetters,
                delivered,
                sent,
                attempts,
                failures,
                put);
    }
}
