package routes.integration.lifecycle;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.event.Amount;
import routes.integration.ConfigurationException;
import routes.integration.deployed.DeployedEntries;
import routes.problem.ProblemException;

/**
 * Has integrations follow the file of whoever deploys the router, on a thread of its own. The file is looked at every second and read
 * when it is as it was a second before, for it may be half written. One that is wrong changes nothing, and the log says what is wrong.
 */
public final class DeployedChanges {

    private static final Logger LOG = LoggerFactory.getLogger(DeployedChanges.class);

    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "integrations file");
        thread.setDaemon(true);
        return thread;
    });

    private final Integrations integrations;
    private final DeployedEntries deployed;
    /** The file as it was looked at last, and as it was read last. */
    private Object looked;

    private volatile Object read;

    DeployedChanges(Integrations integrations, DeployedEntries deployed) {
        this.integrations = integrations;
        this.deployed = deployed;
    }

    /** The start is about to read it. */
    void isReadNow() {
        read = deployed.version();
    }

    public void begin() {
        ScheduledFuture<?> unused = clockwork.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    private void tick() {
        try {
            look();
        } catch (Throwable failure) {
            // what a clockwork's task throws ends it for good, without a word
            LOG.error("the file of integrations could not be followed; it is tried again every second", failure);
        }
    }

    void look() {
        Object now = deployed.version();
        boolean isAtRest = now.equals(looked);
        looked = now;
        if (isAtRest && !now.equals(read)) {
            read = now;
            try {
                LOG.info("The file of integrations was changed and read: {}.", integrations.redeploy());
            } catch (ConfigurationException wrong) {
                wrong.sentences().forEach(sentence -> LOG.warn("{} The integrations stay as they are.", sentence));
            } catch (ProblemException unstored) {
                LOG.warn("The file of integrations was changed, and nothing was done: {}", unstored.getMessage());
            }
        }
    }

    static String told(int others, int gone) {
        return Amount.of(others, "integration") + " new or other than before, " + gone + " not in it any more";
    }

    /** The process is about to stop. */
    public void end() {
        clockwork.shutdown();
    }
}
