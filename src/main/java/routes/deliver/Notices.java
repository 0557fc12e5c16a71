package routes.deliver;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.event.Batch;

/**
 * Tells a destination of what is about to happen to it, whatever it selects: through a sink that is there for this call alone, so that it
 * overtakes what waits. Waits for the reply, but no longer than 5 s, and tries once.
 */
public final class Notices {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private static final int MOST = 8;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final long IDLE_SECONDS = 10;

    private final DeliverRoutes routes;
    private final AtomicLong count = new AtomicLong();
    private final ExecutorService threads =
            new ThreadPoolExecutor(0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Notices::thread);

    public Notices(DeliverRoutes routes) {
        this.routes = routes;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "notice");
        thread.setDaemon(true);
        return thread;
    }

    /** Whether the destination took it. */
    public boolean offer(DeliverySettings settings, Batch batch) {
        String id = DeliverySettings.laneId(settings.integration(), "notice-" + count.incrementAndGet());
        try {
            CompletableFuture.runAsync(() -> send(id, settings, batch), threads)
                    .get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            routes.hangUp(id);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RejectedExecutionException refused) {
            LOG.debug(
                    "integration {} was not told of a change: {}",
                    settings.integration(),
                    refused.getClass().getName());
        }
        return false;
    }

    private void send(String id, DeliverySettings settings, Batch batch) {
        try {
            routes.sendOnce(id, settings.kamelet(), settings.parameters(), batch, false);
        } catch (Exception notTaken) {
            throw new CompletionException(notTaken);
        }
    }
}
