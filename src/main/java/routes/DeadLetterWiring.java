package routes;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import routes.deadletter.DeadLetterLimits;
import routes.deadletter.DeadLetters;
import routes.disk.SteadyClock;
import routes.setting.Settings;

/** The dead letters as the settings say; readable, or the start ends here. */
final class DeadLetterWiring {

    private DeadLetterWiring() {}

    static DeadLetters open(Settings settings, Path data, SteadyClock clock) throws IOException {
        DeadLetters deadLetters = new DeadLetters(
                data.resolve("dead-letters"),
                new DeadLetterLimits(
                        Duration.ofDays(settings.number("siem.dead-letters.max-days")),
                        settings.number("siem.dead-letters.max-bytes")),
                clock,
                clock::isSure,
                settings.keys("siem.dead-letters.key", "siem.dead-letters.key-file"));
        deadLetters.check();
        return deadLetters;
    }
}
