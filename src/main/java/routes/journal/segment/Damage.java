package routes.journal.segment;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports lines that do not match their checksums: each once, however many subscriptions come by. */
public final class Damage {

    private static final Logger LOG = LoggerFactory.getLogger(Damage.class);
    /** Beyond this many, lines are counted again by each subscription rather than remembered. */
    private static final int MOST_REMEMBERED = 10_000;

    private final Set<Long> reported = ConcurrentHashMap.newKeySet();
    private final JournalMetrics metrics;

    public Damage(JournalMetrics metrics) {
        this.metrics = metrics;
    }

    void found(Segment segment, long position) {
        boolean isNew = reported.size() >= MOST_REMEMBERED || reported.add(position);
        if (isNew) {
            metrics.damagedLines(1);
            LOG.error(
                    "{}: the line at position {} does not match its checksum and is not delivered; `journal verify` tells more",
                    segment.dataFile(),
                    position);
        }
    }
}
