package routes.journal.camel;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import routes.event.Batch;
import routes.journal.Subscription;

/** Reads a subscription ahead, as far as the requests that may go have room. For one thread at a time. */
final class Filling {

    /**
     * How far apart batches begin that have room left: a request with one event costs nearly as much as one with fifty, and those
     * that come meanwhile share the next. The first event after a pause goes at once.
     */
    private static final long PACE_NANOS = Duration.ofMillis(4).toNanos();

    private final JournalEndpoint endpoint;
    private final Subscription subscription;
    private final InFlight inFlight;
    /** When the last batch began, a {@link System#nanoTime}, where it had room left. */
    private Optional<Long> smallBatchBegan = Optional.empty();

    Filling(JournalEndpoint endpoint, Subscription subscription, InFlight inFlight) {
        this.endpoint = endpoint;
        this.subscription = subscription;
        this.inFlight = inFlight;
    }

    /** Reads until all requests that may go are full; waits where nothing may go, because nothing is there. */
    void fill(int allowed, BooleanSupplier stop) throws IOException, InterruptedException {
        while (inFlight.wantsMore(allowed) && !subscription.isFarAhead()) {
            Optional<Batch> batch = inFlight.isReady(allowed)
                    ? subscription.nextNow(endpoint.selection(), endpoint.getMaxEvents(), endpoint.getMaxBytes())
                    : awaitNext(stop);
            if (batch.isEmpty()) {
                return;
            }
            inFlight.add(batch.get(), allowed);
        }
    }

    private Optional<Batch> awaitNext(BooleanSupplier stop) throws IOException, InterruptedException {
        smallBatchBegan.ifPresent(began -> LockSupport.parkNanos(began + PACE_NANOS - System.nanoTime()));
        Optional<Batch> batch = subscription.next(
                endpoint.selection(),
                endpoint.getMaxEvents(),
                endpoint.getMaxBytes(),
                endpoint.getMaxWaitMillis(),
                stop);
        smallBatchBegan = batch.filter(small -> !isFull(small)).map(small -> System.nanoTime());
        return batch;
    }

    boolean isFull(Batch batch) {
        return batch.size() >= endpoint.getMaxEvents() || batch.bytes() >= endpoint.getMaxBytes() / 2;
    }
}
