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

/** The journal as the settings say, once it is clear that it goes on signed or need not. */
final class JournalWiring {

    private static final Logger LOG = LoggerFactory.getLogger(JournalWiring.class);

    private JournalWiring() {}

    static Journal open(Settings settings, Path data, MeterRegistry metrics, SteadyClock clock) throws IOException {
        KeyRing keys = KeyRing.of(settings.keys("siem.journal.hmac-key", "siem.journal.hmac-key-file"));
        keys.warning().ifPresent(LOG::warn);
        SignedBefore.check(data, keys, settings.flag("siem.journal.unsigned"));
        return Journal.open(
                new JournalSettings(
                        data,
                        settings.number("siem.journal.segment-bytes"),
                        Duration.ofHours(settings.number("siem.journal.segment-hours")),
                        Duration.ofDays(settings.number("siem.journal.retention-days")),
                        settings.number("siem.journal.min-free-bytes"),
                        settings.number("siem.journal.memory-bytes"),
                        keys),
                metrics,
                clock);
    }
}
