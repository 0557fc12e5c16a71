package routes.deliver;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import routes.deliver.health.Attempt;
import routes.deliver.health.AttemptCounts;
import routes.deliver.health.DeliveryFigures;
import routes.deliver.health.DeliveryLatency;
import routes.deliver.health.ShippingLog;
import routes.destination.net.CertificateEnd;
import routes.event.Event;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Verdict;

/** What is told of one integration's requests to those who monitor it: counts, latency, and the lines of {@link ShippingLog}. */
public final class DeliveryMonitor {

    /** The outcome of a request whose reply told events apart; the others are the {@link Verdict}s. */
    private static final String PARTLY = "partly";

    private final ShippingLog log;
    private final Clock clock;
    private final AttemptCounts attempts = new AttemptCounts();
    private final DeliveryLatency latency = new DeliveryLatency();
    private volatile CertificateEnd certificateEnd;

    public DeliveryMonitor(ShippingLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Notes the answer to a delivery's last request, before {@link Delivery#settle}.
     *
     * @param end of the certificates of its connection; null where it has none
     * @param unanswered whether the destination never says what it has
     */
    void settled(Delivery delivery, CertificateEnd end, boolean unanswered) {
        certificateEnd = end;
        Optional<DeliveryException> reply = delivery.reply();
        if (reply.isEmpty()) {
            attempts.add(unanswered ? Attempt.SENT : Attempt.DELIVERED);
            latency.record(delivery.part().events().stream(), clock.millis());
            if (!delivery.isOvertaken()) {
                log.delivered();
            }
        } else {
            settledPartly(delivery, reply.get());
        }
    }

    /** The same for a request without a reply: it took as long as the write, whether it counts is said later. */
    void written(Delivery delivery, CertificateEnd end) {
        certificateEnd = end;
        attempts.add(Attempt.DELIVERED);
        latency.record(delivery.part().events().stream(), clock.millis());
    }

    /** What was written without a reply counts as delivered. */
    void confirmed() {
        log.delivered();
    }

    private void settledPartly(Delivery delivery, DeliveryException reply) {
        if (!delivery.isGivenUp()) {
            String outcome = reply.settledSome() ? PARTLY : name(Verdict.REFUSED);
            attempts.add(new Attempt(outcome, reply.reason().code()));
        }
        List<Event> events = delivery.part().events();
        latency.record(
                IntStream.range(0, events.size()).filter(reply::isDelivered).mapToObj(events::get), clock.millis());
        int refused = delivery.refused().size();
        if (refused > 0) {
            log.refused(refused, reply.reason());
        } else if (reply.deliveredSome()) {
            log.delivered();
        }
    }

    /** Notes a request that settled nothing and is repeated ({@code again}) or waits ({@code parked}). */
    void failed(Verdict verdict, Reason why) {
        attempts.add(new Attempt(name(verdict), why.code()));
        log.failed(why);
    }

    /** Notes a fault of the sink itself. */
    void broke(DeliveryException fault) {
        log.broke(fault);
    }

    /** Nothing is sent, though the destination may be well. */
    void waits(Reason why) {
        log.waits(why);
    }

    public void skipped(long events) {
        log.skipped(events);
    }

    void paused() {
        log.paused();
    }

    void stopping() {
        log.stopping();
    }

    /** Called every second. */
    void tick() {
        log.tick();
    }

    DeliveryFigures figures(long pendingBytes) {
        Optional<Instant> end = Optional.ofNullable(certificateEnd).map(CertificateEnd::at);
        return new DeliveryFigures(attempts.all(), latency.soFar(), pendingBytes, end, log.failureLines());
    }

    private static String name(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
