package routes.notify;

import java.time.Clock;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.deliver.health.HealthChange;

/** Looks after the integrations and tells people, on a thread of its own, so that no delivery waits for a webhook. */
public final class Notifications implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

    private static final long BETWEEN_SECONDS = 1;

    private final Troubles troubles;
    private final TroubleFile file;
    private final Outbox outbox;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "notify");
        made.setDaemon(true);
        return made;
    });
    private boolean isBroken;

    Notifications(Clock clock, String router, TroubleFile file, Outbox outbox) {
        this.troubles = new Troubles(clock, router, file.read());
        this.file = file;
        this.outbox = outbox;
    }

    /** An integration began to fail, or delivers again. Never waits. */
    public void changed(HealthChange change) {
        troubles.changed(change);
    }

    /** @param integrations as they are when they are asked for */
    public void begin(Supplier<? extends Collection<Subject>> integrations) {
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(
                () -> look(integrations), BETWEEN_SECONDS, BETWEEN_SECONDS, TimeUnit.SECONDS);
    }

    private void look(Supplier<? extends Collection<Subject>> integrations) {
        try {
            troubles.look(integrations.get()).forEach(outbox::add);
            file.keep(troubles.open());
            outbox.send();
            isBroken = false;
        } catch (Throwable failure) {
            // what a clockwork's task throws ends it for good, without a word
            if (!isBroken) {
                isBroken = true;
                LOG.warn(
                        "Telling people failed, and is tried again every second: {}",
                        failure.getClass().getName());
            }
        }
    }

    /** What was not sent by now is not. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
