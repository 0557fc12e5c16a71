package routes.destination.datadog;

import java.time.Duration;
import routes.destination.Requests;
import routes.event.Batch;
import routes.event.Rfc3339;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;

/**
 * What Datadog takes. Sizes and the past are those of <a href="https://docs.datadoghq.com/api/latest/logs/send-logs/">Send
 * logs</a>, the future that of its <a href="https://docs.datadoghq.com/logs/log_configuration/processors/log_date_remapper/">log
 * date remapper</a>. Beyond them a log is cut off or dropped after an answer of 202.
 */
final class DatadogLimits {

    /** Before compression. */
    static final int REQUEST_BYTES = 5_000_000;

    static final int REQUEST_LOGS = 1_000;

    static final int LOG_BYTES = 1_000_000;

    static final Reason LOG_TOO_LARGE = new Reason(
            "datadog_log_too_large",
            "As a Datadog log the event takes more than 1 MB; Datadog would cut it off, so it was not sent.",
            "Have the producer send smaller events.");

    /** For the way there, so that no event turns too old between here and Datadog. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final long PAST = Duration.ofHours(18).minus(MARGIN).toMillis();
    private static final long FUTURE = Duration.ofHours(2).minus(MARGIN).toMillis();

    private static final Reason TOO_OLD = new Reason(
            "datadog_too_old",
            "The event happened 18 hours ago or earlier; Datadog drops such logs, so it was not sent.",
            "The event stays here and in the audit trail; Datadog cannot get it any more.");

    private static final Reason IN_THE_FUTURE = new Reason(
            "datadog_in_the_future",
            "The event's time is 2 hours ahead or more; Datadog drops such logs, so it was not sent.",
            "Check the clocks of the producer and of this machine.");

    private DatadogLimits() {}

    /**
     * @param time of the event, milliseconds since 1970; an unreadable one is not outside, because Datadog then takes its own
     * @return null where Datadog keeps a log of that time
     */
    static Reason outsideWindow(long time, long now) {
        if (time == Rfc3339.INVALID) {
            return null;
        }
        if (time < now - PAST) {
            return TOO_OLD;
        }
        return time > now + FUTURE ? IN_THE_FUTURE : null;
    }

    static DeliveryException tooLarge(Batch batch, long maxBytes) {
        return Requests.tooLarge(
                batch, maxBytes, "Raise batch.max_bytes, but Datadog takes no more than 5000000 bytes or 1000 events.");
    }
}
