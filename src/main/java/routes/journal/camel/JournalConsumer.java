package routes.journal.camel;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.event.Batch;
import routes.journal.Subscription;

/**
 * Reads a subscription on a thread of its own and offers it to the route, one batch at a time.
 *
 * <ul>
 *   <li>The exchange ends well: the cursor moves past the batch. Property {@link JournalEndpoint#REMAINING}: only up to what
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

    private static final Logger LOG = LoggerFactory.getLogger(JournalConsumer.class);
    /** How long suspending, and then stopping, watches for a route that is about to sleep in a redelivery. */
    private static final long WATCH_MILLIS = 4_000;

    private static final long LOOK_MILLIS = 20;
    /** The pause before what was lost is offered again, where something was confirmed since the last time. */
    private static final Duration AFTER_LOSS = Duration.ofSeconds(1);
    /** How often one that has read all looks whether its last confirmation came, or failed. */
    private static final Duration AFTER_END = Duration.ofSeconds(1);

    /**
     * How far apart batches begin that have room left: a request with one event costs nearly as much as one with fifty, and those
     * that come meanwhile share the next. The first event after a pause goes at once.
     */
    private static final long PACE_NANOS = Duration.ofMillis(4).toNanos();

    private final JournalEndpoint endpoint;
    private final Parking parking;
    private Subscription subscription;
    /** Guards the cursor: it is moved by the thread that reads for this consumer now, and by no earlier one. */
    private final Object settling = new Object();

    private volatile Thread thread;
    private volatile boolean stopping;
    private volatile boolean suspended;
    private volatile boolean offering;
    /** What was read and is not settled; the consumer's thread only. */
    private Optional<Batch> held = Optional.empty();

    private long readTo;
    /** When the last batch began, a {@link System#nanoTime}, where it had room left; the consumer's thread only. */
    private Optional<Long> smallBatchBegan = Optional.empty();

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
        subscription = endpoint.journal().subscribe(endpoint.getName(), endpoint.getStartFrom());
        subscription.rewind();
        subscription.endAt(endpoint.getUntil());
        held = Optional.empty();
        stopping = false;
        suspended = false;
        offering = false;
        parking.reset();
        Thread reader = new Thread(this::run, "journal-" + endpoint.getName());
        thread = reader;
        reader.start();
    }

    @Override
    protected void doSuspend() throws Exception {
        suspended = true;
        hurry();
        // Camel stops a route by suspending it and then waiting for the exchange, which may be on its way into a long
        // sleep
        watch(() -> offering);
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        suspended = false;
        parking.wake();
    }

    @Override
    protected void doStop() throws Exception {
        stopping = true;
        hurry();
        Thread reader = thread;
        try {
            if (reader != null) {
                watch(reader::isAlive);
            }
        } finally {
            disown();
        }
        super.doStop();
    }

    /** A thread that is still in its route has no say any more; what it holds is offered by whoever reads next. */
    private void disown() {
        synchronized (settling) {
            thread = null;
        }
    }

    private void watch(BooleanSupplier busy) throws InterruptedException {
        Thread reader = thread;
        for (long waited = 0; busy.getAsBoolean() && waited < WATCH_MILLIS; waited += LOOK_MILLIS) {
            reader.join(LOOK_MILLIS);
            RedeliverySleep.interrupt(reader);
        }
    }

    private void hurry() {
        parking.wake();
        endpoint.journal().wakeReaders();
        Thread reader = thread;
        if (reader != null) {
            RedeliverySleep.interrupt(reader);
        }
    }

    private boolean isToStop() {
        return suspended || !isToRead();
    }

    private boolean isToRead() {
        return !stopping && isOwn();
    }

    private boolean isOwn() {
        return Thread.currentThread() == thread;
    }

    private void run() {
        while (isToRead()) {
            try {
                parking.awaitWhile(() -> suspended && isToRead());
                parking.await(this::isToStop);
                turn();
            } catch (InterruptedException interrupted) {
                LOG.debug("subscription {} was woken", endpoint.getName());
            } catch (IOException failure) {
                LOG.error("subscription {} cannot read the journal and tries again", endpoint.getName(), failure);
                parking.park(Optional.empty());
            } catch (Throwable failure) {
                // not even an OutOfMemoryError may end the thread: nothing would be delivered any more, and nobody told
                LOG.error(
                        "subscription {} failed with {} and tries again",
                        endpoint.getName(),
                        failure.getClass().getName());
                parking.park(Optional.empty());
            }
        }
    }

    private void turn() throws IOException, InterruptedException {
        if (subscription.isLost()) {
            startOver();
            return;
        }
        if (held.isEmpty() && !isToStop()) {
            smallBatchBegan.ifPresent(began -> LockSupport.parkNanos(began + PACE_NANOS - System.nanoTime()));
            held = subscription.next(
                    endpoint.selection(),
                    endpoint.getMaxEvents(),
                    endpoint.getMaxBytes(),
                    endpoint.getMaxWaitMillis(),
                    this::isToStop);
            readTo = subscription.readTo();
            smallBatchBegan = held.filter(this::hasRoomLeft).map(batch -> System.nanoTime());
        }
        if (held.isEmpty() && subscription.isReadToEnd()) {
            parking.park(Optional.of(Instant.now().plus(AFTER_END)));
        }
        if (held.isPresent() && !isToStop()) {
            offer(held.get());
        }
    }

    private boolean hasRoomLeft(Batch batch) {
        return batch.events().size() < endpoint.getMaxEvents() && batch.bytes() < endpoint.getMaxBytes() / 2;
    }

    /** What was sent last will never be confirmed. A peer that takes everything and keeps nothing is asked less and less often. */
    private void startOver() throws IOException {
        boolean gotOn = subscription.confirmedSome();
        subscription.rewind();
        held = Optional.empty();
        if (gotOn) {
            parking.reset();
        }
        parking.park(gotOn ? Optional.of(Instant.now().plus(AFTER_LOSS)) : Optional.empty());
    }

    private void offer(Batch batch) {
        Exchange exchange = createExchange(false);
        offering = true;
        try {
            exchange.getMessage().setBody(batch);
            process(exchange);
            synchronized (settling) {
                if (isOwn()) {
                    settle(exchange);
                }
            }
        } finally {
            if (isOwn()) {
                offering = false;
            }
            releaseExchange(exchange, false);
        }
    }

    private void process(Exchange exchange) {
        try {
            getProcessor().process(exchange);
        } catch (Exception failure) {
            exchange.setException(failure);
        }
        // an interrupt meant for a redelivery's sleep must not close the files that are read next
        if (Thread.interrupted()) {
            LOG.debug("subscription {} was interrupted in its route", endpoint.getName());
        }
    }

    private void settle(Exchange exchange) {
        boolean failed = exchange.getException() != null
                || exchange.isRollbackOnly()
                || exchange.getProperty(JournalEndpoint.RETRY_AT) != null;
        CompletableFuture<?> confirmation = exchange.getProperty(JournalEndpoint.CONFIRMATION, CompletableFuture.class);
        Batch remaining = exchange.getProperty(JournalEndpoint.REMAINING, Batch.class);
        if (remaining != null) {
            commit(remaining.events().get(0).position(), confirmation);
            held = Optional.of(remaining);
        } else if (!failed) {
            commit(readTo, confirmation);
            held = Optional.empty();
        }
        if (!failed && confirmation == null) {
            parking.reset();
        } else if (failed && !subscription.isLost() && !isToStop()) {
            parking.park(Optional.ofNullable(exchange.getProperty(JournalEndpoint.RETRY_AT, Instant.class)));
        }
    }

    private void commit(long position, CompletableFuture<?> confirmation) {
        if (confirmation == null) {
            subscription.committed(position);
        } else {
            subscription.committed(position, confirmation);
        }
    }
}
