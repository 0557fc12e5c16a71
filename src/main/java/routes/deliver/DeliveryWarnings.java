package routes.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import routes.destination.net.CertificateEnd;
import routes.verdict.Reason;

/** What a person should know although events are delivered; for one thread at a time. */
final class DeliveryWarnings {

    /** How long after events last waited for {@code max_events_per_second} it is said. */
    private static final Duration WORTH_SAYING = Duration.ofSeconds(5);

    private final Clock clock;
    private CertificateEnd certificateEnd;
    private Reason warned;
    /** Until when {@link #limit} is worth saying; null where it never was. */
    private Instant limitedUntil;

    private Reason limit;

    DeliveryWarnings(Clock clock) {
        this.clock = clock;
    }

    /** The certificates of the connection that was last used; null where it has none. */
    void connectedUntil(CertificateEnd end) {
        certificateEnd = end;
    }

    /** What a sink warned of stands until the integration is started anew; null where it said nothing. */
    void warned(Reason why) {
        warned = why == null ? warned : why;
    }

    void startedAnew() {
        warned = null;
    }

    /** Events wait although the destination would take them. */
    void limited(int perSecond) {
        limitedUntil = clock.instant().plus(WORTH_SAYING);
        limit = new Reason(
                "rate_limited",
                "Events wait because max_events_per_second is " + perSecond + ".",
                "Raise max_events_per_second if the destination takes more, or select fewer events.");
    }

    Optional<Reason> first() {
        return Optional.ofNullable(certificateEnd)
                .flatMap(end -> end.warning(clock.instant()))
                .or(() -> Optional.ofNullable(warned))
                .or(() -> limitedUntil != null && limitedUntil.isAfter(clock.instant())
                        ? Optional.of(limit)
                        : Optional.empty());
    }
}
