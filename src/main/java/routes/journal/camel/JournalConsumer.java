package routes.journal.camel;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import routes.journal.Subscription;

/**
 * Reads a subscription on threads of its own and offers it to the route: one batch after the other, or up to {@code inFlight} at a time, of
 * which no two hold events of one agent (see {@link Offering}).
 *
 * <ul>
 *   <li>The exchange ends well: the batch is settled; the cursor moves past all that is. Property {@link JournalEndpoint#REMAINING}: but for what
 *       remains, and that is offered next.
 *   <li>Property {@link JournalEndpoint#CONFIRMATION}: the same, once it completes; batches that follow are offered meanwhile. Where it
 *       completes exceptionally, everything since the cursor is offered again.
 *   <li>An exception is left on it: the batch, or what remains of it, is parked: the same events are offered again after 5 s, then
 *       10 s and so on up to {@code probeMillis}, or at {@link JournalEndpoint#RETRY_AT}, or at once on {@link #retryNow}.
 *   <li>Anything thrown past the route, an {@link Error} too, is the same as an exception on the exchange.
 *   <li>Nothing is left before {@code until}: nothing more is offered.
 *   <li>Stopped or suspended meanwhile: what is not settled is offered by the next start. What a route settles when the stop has
 *       given up on it comes too late: the cursor is then somebody else's.
 * </ul>
 */
public final class JournalConsumer extends DefaultConsumer implements Suspendable {

    /** How long suspending, and then stopping, watches for a route that is about to sleep in a redelivery. */
    private static final long WATCH_MILLIS = 4_000;

    private static final long LOOK_MILLIS = 20;

    private final JournalEndpoint endpoint;
    private final Parking parking;
    private volatile Offering offering;

    JournalConsumer(JournalEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.parking = new Parking(endpoint.getProbeMillis());
    }

    /** When a parked batch is offered again; empty while nothing is parked. */
    public Optional<Instant> nextRetryAt() {
        return parking.until();
    }

    /** Offers a parked batch now. */
    public void retryNow() {
        parking.release();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        Subscription subscription = endpoint.journal().subscribe(endpoint.getName(), endpoint.getStartFrom());
        subscription.rewind();
        subscription.endAt(endpoint.getUntil());
        parking.reset();
        offering = new Offering(this, endpoint, subscription, parking);
        offering.begin();
    }

    @Override
    protected void doSuspend() throws Exception {
        offering.suspend();
        hurry();
        // Camel stops a route by suspending it and then waiting for the exchange, which may be on its way into a long
        // sleep
        watch(offering::isBusy);
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        offering.resume();
        parking.wake();
    }

    @Override
    protected void doStop() throws Exception {
        if (offering != null) {
            offering.stop();
            hurry();
            try {
                watch(offering.threads()::areAlive);
            } finally {
                offering.disown();
            }
        }
        super.doStop();
    }

    private void watch(BooleanSupplier busy) throws InterruptedException {
        for (long waited = 0; busy.getAsBoolean() && waited < WATCH_MILLIS; waited += LOOK_MILLIS) {
            offering.threads().join(LOOK_MILLIS);
            offering.threads().interruptRedeliveries();
        }
    }

    private void hurry() {
        parking.wake();
        endpoint.journal().wakeReaders();
        offering.threads().interruptRedeliveries();
    }

    Exchange begin() {
        return createExchange(false);
    }

    void end(Exchange exchange) {
        releaseExchange(exchange, false);
    }
}
