package routes.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.journal.segment.Disk;
import routes.journal.segment.FreeSpace;
import routes.journal.segment.Segment;
import routes.journal.segment.Segments;

/**
 * Deletes the oldest sealed segments: those past their days, if the clock is to be trusted, and, where the disk runs short, those before them in line. Never one
 * that a subscription still needs.
 */
final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final Segments segments;
    private final Subscriptions subscriptions;
    private final FreeSpace freeSpace;
    private final Duration keep;
    private final Disk disk;

    Retention(Segments segments, Subscriptions subscriptions, FreeSpace freeSpace, Duration keep, Disk disk) {
        this.segments = segments;
        this.subscriptions = subscriptions;
        this.freeSpace = freeSpace;
        this.keep = keep;
        this.disk = disk;
    }

    void run() throws IOException {
        // also keeps the time on disk, which has to go on where nothing is old
        boolean sureOfAges = disk.sureOfAges().getAsBoolean();
        synchronized (subscriptions) {
            for (Segment segment : segments.all()) {
                if (!segment.isSealed() || segment.end() > subscriptions.needed() || !mayGo(segment, sureOfAges)) {
                    return;
                }
                delete(segment);
            }
        }
    }

    private boolean mayGo(Segment segment, boolean sureOfAges) throws IOException {
        long age = disk.clock().millis() - segment.lastMillis();
        boolean old = !keep.isZero() && age > keep.toMillis() && sureOfAges;
        return old || freeSpace.isScarce();
    }

    private void delete(Segment segment) throws IOException {
        LOG.info(
                "deleting {}: positions {} to {}, needed by nobody any more",
                segment.dataFile(),
                segment.base(),
                segment.end());
        segments.remove(segment);
        Files.deleteIfExists(segment.dataFile());
        Files.deleteIfExists(segment.indexFile());
        freeSpace.forget();
    }
}
