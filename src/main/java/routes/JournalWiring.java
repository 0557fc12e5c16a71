package routes;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.disk.SteadyClock;
import routes.journal.Journal;
import routes.journal.segment.JournalSettings;
import routes.journal.segment.KeyRing;
import routes.journal.verify.SignedBefore;
import routes.setting.Settings;

/** The journal as the settings say, once it is clear that it goes on signed or need not. */
final class JournalWiring {

    private static final Logger LOG = LoggerFactory.getLogger(JournalWiring.class);

    /** So that even a quiet journal gives disk space back, and files to archive, day by day. */
    private static final Duration SEGMENT_AGE = Duration.ofHours(24);

    /** The latest events, for integrations that are caught up: as much as the collector clears away while it is young. */
    private static final long MEMORY_BYTES = 4 << 20;

    private JournalWiring() {}

    static Journal open(Settings settings, Path data, MeterRegistry metrics, SteadyClock clock) throws IOException {
        KeyRing keys = KeyRing.of(settings.keys("siem.journal.hmac-key", "siem.journal.hmac-key-file"));
        keys.warning().ifPresent(LOG::warn);
        SignedBefore.check(data, keys, settings.flag("siem.journal.unsigned"));
        return Journal.open(
                new JournalSettings(
                        data,
                        settings.number("siem.journal.segment-bytes"),
                        SEGMENT_AGE,
                        Duration.ofDays(settings.number("siem.journal.retention-days")),
                        settings.number("siem.journal.min-free-bytes"),
                        MEMORY_BYTES,
                        keys),
                metrics,
                clock);
    }
}
