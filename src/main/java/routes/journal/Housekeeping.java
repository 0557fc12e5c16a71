package routes.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.journal.segment.Segment;
import routes.journal.segment.Segments;

/** What the journal does by the clock: writes the cursors, keeps a copy of them, and looks for segments that may go. */
final class Housekeeping implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final long CURSORS_MILLIS = 100;
    private static final long RETENTION_MILLIS = 60_000;

    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "journal-housekeeping");
        thread.setDaemon(true);
        return thread;
    });
    private final Subscriptions subscriptions;
    private final Retention retention;
    private final DiskLeft diskLeft;
    private final Segments segments;
    private long newest;
    /** Chores that failed when they were last tried: each is told of once, not ten times a second. */
    private final Set<String> failing = new HashSet<>();

    private Future<?> cursors;
    private Future<?> cleaning;

    Housekeeping(Subscriptions subscriptions, Retention retention, DiskLeft diskLeft, Segments segments) {
        this.subscriptions = subscriptions;
        this.retention = retention;
        this.diskLeft = diskLeft;
        this.segments = segments;
    }

    void start() {
        clockwork.execute(this::look);
        cursors = clockwork.scheduleWithFixedDelay(this::tick, CURSORS_MILLIS, CURSORS_MILLIS, TimeUnit.MILLISECONDS);
        cleaning =
                clockwork.scheduleWithFixedDelay(this::tidy, RETENTION_MILLIS, RETENTION_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        attempt("save cursors", subscriptions::save);
        attempt("clean behind a new segment", this::cleanBehindNewSegment);
    }

    private void cleanBehindNewSegment() throws IOException {
        long base = segments.newest().map(Segment::base).orElse(0L);
        if (base != newest) {
            newest = base;
            retention.run();
        }
    }

    private void tidy() {
        attempt("copy cursors", subscriptions::savePrevious);
        attempt("clean", retention::run);
        look();
    }

    private void look() {
        attempt("say how long the disk lasts", diskLeft::look);
    }

    /** Looks for segments that may go, and how long the disk lasts, now. */
    void clean() throws IOException {
        retention.run();
        diskLeft.look();
    }

    /** Something that may fail on a bad disk. */
    @FunctionalInterface
    private interface Chore {
        void run() throws IOException;
    }

    private void attempt(String name, Chore chore) {
        try {
            chore.run();
            failing.remove(name);
        } catch (Throwable failure) {
            // an Error too: what a clockwork's task throws ends it for good, without a word
            if (failing.add(name)) {
                LOG.warn(
                        "the journal's housekeeping could not {} ({}) and tries again: after a crash events may be delivered twice",
                        name,
                        failure.getClass().getName(),
                        failure);
            }
        }
    }

    @Override
    public void close() throws IOException {
        cursors.cancel(false);
        cleaning.cancel(false);
        clockwork.shutdown();
        try {
            clockwork.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        subscriptions.save();
    }
}
