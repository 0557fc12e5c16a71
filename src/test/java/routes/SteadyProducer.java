package routes;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Posts one event after the other, each of which has to be accepted, and notes how long the slowest took. */
final class SteadyProducer implements AutoCloseable {

    private final RouterApi api;
    private final Thread thread = new Thread(this::post, "steady producer");
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicLong slowestNanos = new AtomicLong();
    private volatile boolean isDone;
    private volatile Throwable failure;

    SteadyProducer(RouterApi api) {
        this.api = api;
        thread.start();
    }

    /** How many events were answered 202 so far; an exception of the producer is thrown here. */
    int answered() {
        if (failure != null) {
            throw new AssertionError("the producer was not answered", failure);
        }
        return answered.get();
    }

    long takeSlowestMillis() {
        return slowestNanos.getAndSet(0) / 1_000_000;
    }

    private void post() {
        for (int i = 0; !isDone; i++) {
            long start = System.nanoTime();
            try {
                api.accept(Traffic.event("steady-" + i));
                answered.incrementAndGet();
            } catch (RuntimeException | AssertionError lost) {
                failure = lost;
                return;
            }
            slowestNanos.accumulateAndGet(System.nanoTime() - start, Math::max);
        }
    }

    /** Returns when the last post has been answered. */
    void finish() {
        isDone = true;
        try {
            thread.join(Await.DEADLINE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        finish();
    }
}
