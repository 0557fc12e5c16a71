package routes.record;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import routes.access.act.ActLog;

/** A record that is kept in the log alone, for tests that have no journal. */
public final class Records {

    private Records() {}

    public static ActLog log() {
        return new ActLog(new RouterEvents(Clock.systemUTC(), "test", new SimpleMeterRegistry()));
    }
}
