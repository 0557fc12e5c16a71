package routes.integration.lifecycle;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has something done where files were changed, on a thread of its own. They are looked at every second and acted on when they are as
 * they were a second before, for a file may be half written, or be put back.
 */
final class FileFollower {

    private static final Logger LOG = LoggerFactory.getLogger(FileFollower.class);

    private final String what;
    private final Supplier<Object> version;
    private final Runnable act;
    private final ScheduledExecutorService clockwork;
    /** The files as they were looked at last; the thread's own. */
    private Object looked;
    /** And as they were acted on last. */
    private volatile Object followed;

    /**
     * @param what the files are, for the thread's name and for people
     * @param version other than before where they were changed
     */
    FileFollower(String what, Supplier<Object> version, Runnable act) {
        this.what = what;
        this.version = version;
        this.act = act;
        this.clockwork = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, what);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** As they are now, they are about to be acted on by somebody else. */
    void isFollowedNow() {
        followed = version.get();
    }

    void begin() {
        ScheduledFuture<?> unused = clockwork.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    private void tick() {
        try {
            look();
        } catch (Throwable failure) {
            // what a clockwork's task throws ends it for good, without a word
            LOG.error("the {} could not be followed; it is tried again every second", what, failure);
        }
    }

    private void look() {
        Object now = version.get();
        boolean isAtRest = now.equals(looked);
        looked = now;
        if (isAtRest && !now.equals(followed)) {
            act.run();
            followed = now;
        }
    }

    /** The process is about to stop. */
    void end() {
        clockwork.shutdown();
    }
}
