package routes.integration.lifecycle;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.integration.Integration;
import routes.integration.type.IntegrationTypes;

/**
 * Has integrations follow the files of their Kamelets, on a thread of its own: one whose Kamelet was changed is made anew once its
 * requests in flight have ended, one whose Kamelet is gone stops, and one that could not be started for it is started. A folder is
 * looked at every second and acted on when it is as it was a second before, for a file may be half written, or be put back.
 */
public final class KameletChanges {

    private static final Logger LOG = LoggerFactory.getLogger(KameletChanges.class);

    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "kamelets");
        thread.setDaemon(true);
        return thread;
    });

    private final Integrations integrations;
    private final IntegrationTypes types;
    private final Lifecycle lifecycle;
    /** The folder as it was looked at last, and as it was acted on last; the thread's own. */
    private Object looked;

    private Object followed;

    KameletChanges(Integrations integrations, IntegrationTypes types, Lifecycle lifecycle) {
        this.integrations = integrations;
        this.types = types;
        this.lifecycle = lifecycle;
    }

    public void begin() {
        ScheduledFuture<?> unused = clockwork.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    private void tick() {
        try {
            look();
        } catch (Throwable failure) {
            // what a clockwork's task throws ends it for good, without a word
            LOG.error("the Kamelets' folder could not be followed; it is tried again every second", failure);
        }
    }

    void look() {
        Object now = types.version();
        boolean isAtRest = now.equals(looked);
        looked = now;
        if (isAtRest && !now.equals(followed)) {
            integrations.all().forEach(seen -> follow(seen.integration()));
            types.forgetAllBut(lifecycle.templates());
            followed = now;
        }
    }

    private void follow(Integration integration) {
        if (lifecycle.isOutdated(integration) && lifecycle.isReadyToBeMadeAnew(integration)) {
            synchronized (integrations) {
                // it may have been changed or deleted while its requests ended
                integrations.all().stream()
                        .map(Observed::integration)
                        .filter(one -> one.id().equals(integration.id()))
                        .forEach(lifecycle::follow);
            }
        }
    }

    /** The process is about to stop. */
    public void end() {
        clockwork.shutdown();
    }
}
