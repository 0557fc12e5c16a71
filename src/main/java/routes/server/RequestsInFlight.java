package routes.server;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Counts the requests that are being answered, so that a server that stops can tell when nobody waits for it any more. */
final class RequestsInFlight implements Handler<RoutingContext> {

    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final AtomicInteger open = new AtomicInteger();
    private volatile long lastAt = System.nanoTime();

    @Override
    public void handle(RoutingContext context) {
        open.incrementAndGet();
        context.addEndHandler(end -> {
            lastAt = System.nanoTime();
            open.decrementAndGet();
        });
        context.next();
    }

    /** Returns when no request has been answered for a tenth of a second and none is under way; in the end anyhow. */
    void awaitQuiet(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (isBusy()
                && System.nanoTime() - end < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean isBusy() {
        return open.get() > 0 || System.nanoTime() - lastAt < QUIET_NANOS;
    }
}
