package routes.deliver.health;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the metrics show of an integration beside its {@link DeliveryStatus}, since the process began.
 *
 * @param attempts requests by what became of them
 * @param latency of delivered events, from their commit in the journal to the reply that says delivered, or to the
 *     end of the write where there are no replies
 * @param pendingBytes of the journal from the cursor to its end, events that are not selected included: an upper bound; 0 where
 *     no selected event waits
 * @param certificateEnd when the first certificate of the last connection ends; empty without TLS
 * @param failureLines how often the log said that shipping failed
 */
public record DeliveryFigures(
        Map<Attempt, Long> attempts,
        Latency latency,
        long pendingBytes,
        Optional<Instant> certificateEnd,
        long failureLines) {

    /**
     * A histogram.
     *
     * @param bounds upper bounds in seconds, each included; the last is infinite
     * @param counts events in each bucket alone
     * @param seconds the sum over all events
     */
    public record Latency(double[] bounds, long[] counts, double seconds) {}
}
