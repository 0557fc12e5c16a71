package routes.journal.camel;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.event.Batch;
import routes.event.Event;
import routes.journal.Subscription;

/**
 * The threads that offer what one subscription has, from a start of its consumer to the stop that follows. Each does the same: it takes what
 * may go, or reads more where nobody reads, and takes one piece of work through the route. There is one thread while one is enough; another
 * comes when work is taken, more is allowed, and nobody is left to take it.
 */
final class Offering {

    private static final Logger LOG = LoggerFactory.getLogger(Offering.class);
    /** The pause before what was lost is offered again, where something was confirmed since the last time. */
    private static final Duration AFTER_LOSS = Duration.ofSeconds(1);
    /** How often one that has read all looks whether its last confirmation came, or failed. */
    private static final Duration AFTER_END = Duration.ofSeconds(1);
    /** How long a thread waits for work before it looks round, and how often it does that in vain before it ends. */
    private static final long LOOK_MILLIS = 500;

    private static final int LOOKS = 10;

    private final JournalConsumer consumer;
    private final JournalEndpoint endpoint;
    private final Subscription subscription;
    private final Parking parking;
    private final InFlightLimit limit;
    private final InFlight inFlight;
    private final Filling filling;
    private final OfferingThreads threads;
    /** Threads that are looking for work. */
    private final AtomicInteger looking = new AtomicInteger();

    private final ReentrantLock reading = new ReentrantLock();
    /** Guards the cursor: it is moved by these threads until they are disowned, and by no earlier ones. */
    private final Object settling = new Object();

    private volatile boolean suspended;
    private volatile boolean stopping;
    private boolean disowned;

    Offering(JournalConsumer consumer, JournalEndpoint endpoint, Subscription subscription, Parking parking) {
        this.consumer = consumer;
        this.endpoint = endpoint;
        this.subscription = subscription;
        this.parking = parking;
        this.limit = endpoint.inFlightLimit();
        ReadRoom room = endpoint.component().readRoom();
        this.threads = new OfferingThreads("journal-" + endpoint.getName(), room);
        this.inFlight = new InFlight(room, endpoint.getMaxEvents(), endpoint.getMaxBytes(), limit.isAlwaysOne());
        this.filling = new Filling(endpoint, subscription, inFlight);
    }

    void begin() {
        threads.begin(this::run);
    }

    OfferingThreads threads() {
        return threads;
    }

    void suspend() {
        suspended = true;
        inFlight.wake();
    }

    void resume() {
        suspended = false;
    }

    void stop() {
        stopping = true;
        inFlight.wake();
    }

    /** A thread that is still in its route has no say any more; what it holds is offered by whoever reads next. */
    void disown() {
        synchronized (settling) {
            disowned = true;
        }
        inFlight.abandon();
    }

    boolean isBusy() {
        return inFlight.onTheirWay() > 0;
    }

    private boolean isToStop() {
        return suspended || stopping;
    }

    private void run() {
        int looks = 0;
        while (!stopping && looks < LOOKS) {
            try {
                parking.awaitWhile(() -> suspended && !stopping);
                parking.await(this::isToStop);
                looks = turn() ? 0 : looks + 1;
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
            if (looks == LOOKS && !threads.leave()) {
                looks = 0;
            }
        }
        threads.ended();
    }

    /** False where there was nothing to do. */
    private boolean turn() throws IOException, InterruptedException {
        if (subscription.isLost()) {
            startOver();
            return true;
        }
        Optional<Work> work = isToStop() ? Optional.empty() : look();
        work.ifPresent(this::offer);
        return work.isPresent();
    }

    private Optional<Work> look() throws IOException, InterruptedException {
        looking.incrementAndGet();
        try {
            long seen = inFlight.changes();
            if (reading.tryLock()) {
                try {
                    filling.fill(limit.now(), this::isToStop);
                    awaitChange();
                } finally {
                    leaveReading();
                }
            } else if (!inFlight.isReady(limit.now())) {
                inFlight.awaitChange(seen, LOOK_MILLIS);
            }
            return parking.until().isPresent() || isToStop() ? Optional.empty() : take();
        } finally {
            looking.decrementAndGet();
        }
    }

    /** To another thread that looks for work, where there is one: what was read may be all that is for now. */
    private void leaveReading() {
        reading.unlock();
        if (looking.get() > 1) {
            inFlight.wake();
        }
    }

    private Optional<Work> take() {
        int allowed = limit.now();
        Optional<Work> work = inFlight.take(allowed);
        if (work.isPresent()) {
            int onTheirWay = inFlight.onTheirWay();
            limit.moreWaits(onTheirWay >= allowed
                    && (inFlight.isReady(allowed + 1)
                            || filling.isFull(work.get().batch())));
            if (onTheirWay < allowed && looking.get() <= 1) {
                threads.beginAnother(this::run);
            }
        }
        return work;
    }

    /** Waits where nothing can be read or taken now; the rest of what was read may have been taken by another thread meanwhile. */
    private void awaitChange() throws InterruptedException {
        long seen = inFlight.changes();
        int allowed = limit.now();
        boolean reads = inFlight.wantsMore(allowed) && !subscription.isFarAhead() && !subscription.isReadToEnd();
        if (reads || inFlight.isReady(allowed) || isToStop() || subscription.isLost()) {
            return;
        }
        if (subscription.isReadToEnd() && inFlight.isEmpty()) {
            parking.park(Optional.of(Instant.now().plus(AFTER_END)));
        } else {
            inFlight.awaitChange(seen, LOOK_MILLIS);
        }
    }

    /** What was sent last will never be confirmed. A peer that takes everything and keeps nothing is asked less and less often. */
    private void startOver() throws IOException, InterruptedException {
        if (!inFlight.awaitNothingOnItsWay(LOOK_MILLIS) || !reading.tryLock()) {
            return;
        }
        try {
            if (!subscription.isLost() || isBusy()) {
                return;
            }
            boolean gotOn = subscription.confirmedSome();
            subscription.rewind();
            inFlight.clear();
            if (gotOn) {
                parking.reset();
            }
            parking.park(gotOn ? Optional.of(Instant.now().plus(AFTER_LOSS)) : Optional.empty());
        } finally {
            reading.unlock();
        }
    }

    /** Whatever is thrown, what is not settled comes back. */
    private void offer(Work work) {
        Optional<Batch> remaining = Optional.of(work.batch());
        try {
            remaining = withoutPassedOver(work.batch()).flatMap(this::send);
        } finally {
            if (remaining.isPresent()) {
                inFlight.cameBack(work, remaining.get());
            } else {
                inFlight.ended(work);
            }
        }
    }

    /** What was passed over since it was read is not offered; empty where that is all of it. */
    private Optional<Batch> withoutPassedOver(Batch batch) {
        long position = subscription.position();
        if (batch.events().get(0).position() >= position) {
            return Optional.of(batch);
        }
        List<Event> left = batch.events().stream()
                .filter(event -> event.position() >= position)
                .toList();
        return left.isEmpty() ? Optional.empty() : Optional.of(new Batch(left));
    }

    /** Returned is what is to be offered again. */
    private Optional<Batch> send(Batch batch) {
        Exchange exchange = consumer.begin();
        try {
            exchange.getMessage().setBody(batch);
            exchange.setProperty(InFlightLimit.PROPERTY, limit);
            exchange.setProperty(JournalEndpoint.STOPS, (BooleanSupplier) this::isToStop);
            process(exchange);
            Answer answer = Answer.of(exchange, batch);
            settle(answer);
            return answer.remaining();
        } finally {
            consumer.end(exchange);
        }
    }

    private void process(Exchange exchange) {
        try {
            consumer.getProcessor().process(exchange);
        } catch (Exception failure) {
            exchange.setException(failure);
        }
        // an interrupt meant for a redelivery's sleep must not close the files that are read next
        if (Thread.interrupted()) {
            LOG.debug("subscription {} was interrupted in its route", endpoint.getName());
        }
    }

    private void settle(Answer answer) {
        synchronized (settling) {
            if (disowned) {
                return;
            }
            if (answer.settled().isEmpty()) {
                LOG.debug("subscription {}: nothing of a batch is settled", endpoint.getName());
            } else if (answer.confirmation() == null) {
                subscription.settled(answer.settled());
            } else {
                subscription.settled(answer.settled(), answer.confirmation());
            }
        }
        if (!answer.failed() && answer.confirmation() == null && parking.until().isEmpty()) {
            parking.reset();
        } else if (answer.failed() && !subscription.isLost() && !isToStop()) {
            limit.paused();
            parking.park(answer.retryAt());
        }
    }
}
