package routes.journal.segment;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done when a reader comes upon a damaged index or a missing file while the journal is running. */
public final class OnlineRepair {

    private static final Logger LOG = LoggerFactory.getLogger(OnlineRepair.class);

    private final Segments segments;
    private final Recovery recovery;
    private final Tail tail;

    public OnlineRepair(Segments segments, Recovery recovery, Tail tail) {
        this.segments = segments;
        this.recovery = recovery;
        this.tail = tail;
    }

    /** Makes the index of a sealed segment again from its data; the newest is asked to be sealed first. */
    synchronized void mend(Segment segment, DamagedIndexException damage) throws IOException {
        if (!segments.all().contains(segment)) {
            return;
        }
        if (!segment.isSealed()) {
            tail.askToRoll();
            throw damage;
        }
        LOG.error("index damaged, made again from its data: {}", damage.getMessage());
        try (SegmentWriter writer = recovery.repair(segment.base(), segment.end(), Chain.start())) {
            writer.seal();
            segments.replace(segment, writer.segment());
        }
    }

    /** Readers go on behind a segment whose files were removed by hand. */
    synchronized void skip(Segment segment, NoSuchFileException missing) throws IOException {
        if (!segment.isSealed()) {
            tail.askToRoll();
            throw missing;
        }
        if (segments.all().contains(segment)) {
            LOG.error(
                    "{}: missing; positions {} to {} cannot be delivered any more",
                    missing.getFile(),
                    segment.base(),
                    segment.end());
            segments.remove(segment);
        }
    }
}
