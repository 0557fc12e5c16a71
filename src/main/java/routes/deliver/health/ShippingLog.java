package routes.deliver.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;

/**
 * The log lines "SIEM shipping failed" and "SIEM shipping recovered" of one integration, which log monitors look for. The first
 * failure is told at once, where the last line is 20 s old. While nothing gets through the line comes every 20 s, whether something was tried meanwhile or not: a
 * monitor that waits for more than 10 in 5 minutes hears of a failure that lasts, and not of one that passes. A recovery is told
 * once, after a failure that was told.
 */
public final class ShippingLog {

    private static final Logger LOG = LoggerFactory.getLogger(ShippingLog.class);
    private static final Duration BETWEEN = Duration.ofSeconds(20);

    private final String id;
    private final String type;
    private final LongSupplier pendingEvents;
    private final Clock clock;
    private final Consumer<HealthChange> changes;
    private Instant told = Instant.MIN;
    /** When the failures began that were told and did not end yet; null where there are none. */
    private Instant failingSince;
    /** Why nothing gets through; null where the last request settled something. */
    private Reason stuckFor;
    /** Why events were refused of which no line told yet; null where there are none. */
    private Reason untold;
    /** What fault of the sink was told last; null where something was delivered since. */
    private Reason toldFault;
    /** Whether the process stops, and ends requests itself. */
    private boolean stopping;

    private long failureLines;
    private long requestsSinceTold;
    private long requests;
    private long refused;
    private long skipped;

    /** Of a lane, whose failures are not the integration's. */
    public ShippingLog(String id, String type, LongSupplier pendingEvents, Clock clock) {
        this(id, type, pendingEvents, clock, change -> {});
    }

    /** @param changes is told with the first line of a failure, and with the recovery's */
    public ShippingLog(
            String id, String type, LongSupplier pendingEvents, Clock clock, Consumer<HealthChange> changes) {
        this.changes = changes;
        this.id = id;
        this.type = type;
        this.pendingEvents = pendingEvents;
        this.clock = clock;
    }

    /** A request settled nothing. */
    public synchronized void failed(Reason why) {
        stuckFor = why;
        count(why);
    }

    /** A request's reply put events among the dead letters. */
    public synchronized void refused(int events, Reason why) {
        refused += events;
        stuckFor = null;
        untold = why;
        count(why);
    }

    /** The sink itself failed: its stack trace is told, once for as long as it fails like this. */
    public synchronized void broke(DeliveryException fault) {
        if (!stopping && !fault.reason().equals(toldFault)) {
            LOG.error("integration {}, type {}: {}", id, type, fault.reason().detail(), fault.getCause());
            toldFault = fault.reason();
        }
    }

    /** From here on requests fail because the process stops, and that is no failure of the destination. */
    public synchronized void stopping() {
        stopping = true;
    }

    /** Nothing is sent. */
    public synchronized void waits(Reason why) {
        stuckFor = why;
        tell(why);
    }

    /** {@code max_backlog} passed events over. */
    public synchronized void skipped(long events) {
        skipped += events;
    }

    /** Somebody stopped it, and knows. */
    public synchronized void paused() {
        stuckFor = null;
    }

    /** How often a line said that shipping failed. */
    public synchronized long failureLines() {
        return failureLines;
    }

    /** Asked every second: tells again what still is as it was. */
    public synchronized void tick() {
        if (stuckFor != null && pendingEvents.getAsLong() > 0) {
            tell(stuckFor);
        } else if (untold != null) {
            tell(untold);
        }
    }

    private void count(Reason why) {
        requestsSinceTold++;
        requests++;
        tell(why);
    }

    private void tell(Reason why) {
        Instant now = clock.instant();
        if (stopping || now.isBefore(told.plus(BETWEEN))) {
            return;
        }
        line(LOG.atError(), why.code())
                .addKeyValue("failed_requests", requestsSinceTold)
                .log(
                        "SIEM shipping failed: integration {}, type {}, reason {}: {} request(s) failed since the last such line,"
                                + " {} event(s) wait. {} {}",
                        id,
                        type,
                        why.code(),
                        requestsSinceTold,
                        pendingEvents.getAsLong(),
                        why.detail(),
                        why.remedy());
        told = now;
        failureLines++;
        if (failingSince == null) {
            failingSince = now;
            changes.accept(new HealthChange(id, type, Optional.of(why), pendingEvents.getAsLong()));
        }
        requestsSinceTold = 0;
        untold = null;
    }

    /** A request delivered. */
    public synchronized void delivered() {
        stuckFor = null;
        toldFault = null;
        if (failingSince != null) {
            line(LOG.atInfo(), "recovered")
                    .log(
                            "SIEM shipping recovered: integration {}, type {}: {} request(s) failed in {} s, {} event(s) became"
                                    + " dead letters, {} skipped, {} wait",
                            id,
                            type,
                            requests,
                            Duration.between(failingSince, clock.instant()).toSeconds(),
                            refused,
                            skipped,
                            pendingEvents.getAsLong());
            changes.accept(new HealthChange(id, type, Optional.empty(), pendingEvents.getAsLong()));
        }
        failingSince = null;
        requests = 0;
        refused = 0;
        skipped = 0;
    }

    private LoggingEventBuilder line(LoggingEventBuilder builder, String reason) {
        return builder.addKeyValue("integration", id).addKeyValue("type", type).addKeyValue("reason", reason);
    }
}
