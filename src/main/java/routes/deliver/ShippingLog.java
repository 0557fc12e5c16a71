package routes.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The log lines "SIEM shipping failed" and "SIEM shipping recovered" of one integration, which log monitors look for. The first
 * failure is told at once, then at most one a minute with the number of requests that failed since the line before. A recovery
 * is told once, after a failure that was told.
 */
final class ShippingLog {

    private static final Logger LOG = LoggerFactory.getLogger(ShippingLog.class);
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private final String id;
    private final String type;
    private final LongSupplier pendingEvents;
    private final Clock clock;
    private Instant told = Instant.MIN;
    /** When the failures began that were told and did not end yet; null where there are none. */
    private Instant failingSince;

    private long requestsSinceTold;
    private long requests;
    private long refused;

    ShippingLog(String id, String type, LongSupplier pendingEvents, Clock clock) {
        this.id = id;
        this.type = type;
        this.pendingEvents = pendingEvents;
        this.clock = clock;
    }

    /** A request settled nothing. */
    synchronized void failed(Reason why) {
        requestsSinceTold++;
        requests++;
        Instant now = clock.instant();
        if (now.isBefore(told.plus(BETWEEN))) {
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
        failingSince = failingSince == null ? now : failingSince;
        requestsSinceTold = 0;
    }

    /** A request's reply put events among the dead letters. */
    synchronized void refused(int events, Reason why) {
        refused += events;
        failed(why);
    }

    /** A request delivered. */
    synchronized void delivered() {
        if (failingSince != null) {
            line(LOG.atInfo(), "recovered")
                    .log(
                            "SIEM shipping recovered: integration {}, type {}: {} request(s) failed in {} s, {} event(s) became"
                                    + " dead letters, none was lost, {} wait",
                            id,
                            type,
                            requests,
                            Duration.between(failingSince, clock.instant()).toSeconds(),
                            refused,
                            pendingEvents.getAsLong());
            failingSince = null;
            requests = 0;
            refused = 0;
        }
    }

    private LoggingEventBuilder line(LoggingEventBuilder builder, String reason) {
        return builder.addKeyValue("integration", id).addKeyValue("type", type).addKeyValue("reason", reason);
    }
}
