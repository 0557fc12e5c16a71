package routes.status;

import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import routes.deliver.health.Attempt;
import routes.deliver.health.DeliveryFigures;
import routes.deliver.health.DeliveryStatus;
import routes.deliver.health.Health;
import routes.integration.lifecycle.Observed;

/**
 * What one scrape shows of an integration, or of several together.
 *
 * @param counts what only grows, by the name of its metric
 * @param amounts what may grow and shrink, likewise; a name is missing where the integration does not have it
 * @param health how many integrations are in each
 * @param latency empty where no delivery was started
 */
record IntegrationFigures(
        Labels labels,
        Map<String, Double> counts,
        Map<String, Double> amounts,
        Map<Health, Integer> health,
        Map<Attempt, Long> attempts,
        Optional<DeliveryFigures.Latency> latency) {

    static final String DELIVERED = "delivered";
    static final String SENT = "sent";
    static final String EXPIRED = "dead_letters_expired";
    static final String REDRIVEN = "redriven";
    static final String SKIPPED = "skipped";
    static final String FILTERED = "filtered";
    static final String FAILURE_LINES = "shipping_failed";

    static final String DEAD_LETTERS = "dead_letters";
    static final String DEAD_LETTER_BYTES = "dead_letter_bytes";
    static final String PENDING = "pending_events";
    static final String OLDEST_AGE = "oldest_pending_age_seconds";
    static final String PENDING_BYTES = "pending_bytes";
    static final String SECRET_AGE = "secret_age_seconds";
    static final String CERTIFICATE_END = "tls_cert_expiry_seconds";

    private static final double MILLIS = 1_000;

    static IntegrationFigures of(Observed observed, Optional<DeliveryFigures> known, Clock clock) {
        DeliveryStatus status = observed.status();
        Map<Health, Integer> health = new EnumMap<>(Health.class);
        for (Health each : Health.values()) {
            health.put(each, status.health() == each ? 1 : 0);
        }
        return new IntegrationFigures(
                Labels.of(
                        "integration",
                        observed.integration().id(),
                        "type",
                        observed.integration().type()),
                Map.of(
                        DELIVERED, (double) status.delivered(),
                        SENT, (double) status.sent(),
                        EXPIRED, (double) status.aside().expired(),
                        REDRIVEN, (double) status.aside().redriven(),
                        SKIPPED, (double) status.aside().skipped(),
                        FILTERED, (double) status.aside().filtered(),
                        FAILURE_LINES,
                                known.map(DeliveryFigures::failureLines)
                                        .map(Long::doubleValue)
                                        .orElse(0.0)),
                amounts(observed, known, clock.instant()),
                health,
                known.map(DeliveryFigures::attempts).orElse(Map.of()),
                known.map(DeliveryFigures::latency));
    }

    private static Map<String, Double> amounts(Observed observed, Optional<DeliveryFigures> known, Instant now) {
        DeliveryStatus status = observed.status();
        Map<String, Double> amounts = new HashMap<>();
        amounts.put(DEAD_LETTERS, (double) status.deadLetters());
        amounts.put(DEAD_LETTER_BYTES, (double) status.aside().bytes());
        amounts.put(PENDING, (double) status.pendingEvents());
        amounts.put(
                OLDEST_AGE, status.oldestPendingAt().map(at -> seconds(at, now)).orElse(0.0));
        known.ifPresent(figures -> amounts.put(PENDING_BYTES, (double) figures.pendingBytes()));
        observed.integration().oldestSecretAt().ifPresent(at -> amounts.put(SECRET_AGE, seconds(at, now)));
        known.flatMap(DeliveryFigures::certificateEnd)
                .ifPresent(end -> amounts.put(CERTIFICATE_END, seconds(now, end)));
        return amounts;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / MILLIS;
    }

    String id() {
        return labels.get("integration");
    }
}
