package routes.journal.segment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What the journal tells about itself: {@code siem_journal_*}. */
public final class JournalMetrics {

    private final MeterRegistry registry;
    private final Timer sync;
    private final Counter groups;
    private final Counter damagedLines;

    public JournalMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.sync = Timer.builder("siem.journal.fsync")
                .description("Time of one sync of a commit group to disk")
                .serviceLevelObjectives(
                        Duration.ofNanos(250_000),
                        Duration.ofMillis(1),
                        Duration.ofMillis(4),
                        Duration.ofMillis(16),
                        Duration.ofMillis(64),
                        Duration.ofMillis(256),
                        Duration.ofSeconds(1))
                .register(registry);
        this.groups = Counter.builder("siem.journal.commit.groups")
                .description("Groups of events made durable by one sync each")
                .register(registry);
        this.damagedLines = Counter.builder("siem.journal.damaged.lines")
                .description("Lines that are missing or do not match their checksum, and were not delivered")
                .register(registry);
    }

    void synced(long nanos) {
        sync.record(Duration.ofNanos(nanos));
    }

    void committed() {
        groups.increment();
    }

    void damagedLines(long lines) {
        damagedLines.increment((double) lines);
    }

    public void observeUnknown(long lines) {
        Gauge.builder("siem.journal.unknown.lines", () -> lines)
                .description("Lines of event types that this release does not know, and that nobody gets")
                .register(registry);
    }

    public void observeClock(BooleanSupplier sureOfAges) {
        Gauge.builder("siem.clock.in.doubt", () -> sureOfAges.getAsBoolean() ? 0 : 1)
                .description("1 while nothing is deleted for its age because the clock jumped")
                .register(registry);
    }

    public void observeLeft(Supplier<Number> seconds) {
        Gauge.builder("siem.journal.left.seconds", seconds)
                .description(
                        "How long the disk lasts at the last day's rate of events, until producers are answered 503")
                .register(registry);
    }

    public void observe(Supplier<Number> journalBytes, Supplier<Number> freeBytes, long reserve) {
        Gauge.builder("siem.journal.bytes", journalBytes)
                .description("Bytes of events in the journal")
                .register(registry);
        Gauge.builder("siem.journal.free.bytes", freeBytes)
                .description("Bytes free on the journal's disk")
                .register(registry);
        Gauge.builder("siem.journal.reserve.bytes", () -> reserve)
                .description("Bytes that stay free: below this producers are answered 503")
                .register(registry);
    }
}
