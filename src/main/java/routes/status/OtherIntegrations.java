package routes.status;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import routes.deliver.health.Attempt;
import routes.deliver.health.DeliveryFigures;
import routes.deliver.health.Health;

/**
 * The integrations that have no series of their own, as if they were one. Its counters hold what came to pass since the router
 * started, so that they never fall: not when one of the integrations is deleted, nor when it gets series of its own. Amounts are
 * summed; of ages the largest counts, of certificates the one that ends first.
 */
final class OtherIntegrations {

    /** No id begins like this. */
    static final Labels LABELS = Labels.of("integration", "_other", "type", "_other");

    private static final Map<String, BinaryOperator<Double>> NOT_SUMMED = Map.of(
            IntegrationFigures.OLDEST_AGE, Math::max,
            IntegrationFigures.SECRET_AGE, Math::max,
            IntegrationFigures.CERTIFICATE_END, Math::min);

    private final Map<String, Double> counts = new TreeMap<>();
    private final Map<Attempt, Long> attempts = new HashMap<>();
    private Optional<DeliveryFigures.Latency> latency = Optional.empty();
    private Map<String, IntegrationFigures> before = Map.of();

    /** Takes in what they did since the last call. Empty where there is none and never was. */
    synchronized Optional<IntegrationFigures> together(List<IntegrationFigures> others) {
        for (IntegrationFigures other : others) {
            grow(other, Optional.ofNullable(before.get(other.id())));
        }
        before = others.stream().collect(Collectors.toMap(IntegrationFigures::id, Function.identity()));
        return counts.isEmpty()
                ? Optional.empty()
                : Optional.of(new IntegrationFigures(
                        LABELS, Map.copyOf(counts), amounts(others), health(others), Map.copyOf(attempts), latency));
    }

    private void grow(IntegrationFigures now, Optional<IntegrationFigures> then) {
        // what an earlier process counted came to pass before the first look
        Map<String, Double> counted = then.orElse(now).counts();
        now.counts().forEach((name, count) -> counts.merge(name, Math.max(0, count - counted.get(name)), Double::sum));
        Map<Attempt, Long> sent = then.map(IntegrationFigures::attempts).orElse(Map.of());
        now.attempts()
                .forEach((attempt, count) ->
                        attempts.merge(attempt, Math.max(0, count - sent.getOrDefault(attempt, 0L)), Long::sum));
        now.latency().ifPresent(seen -> latency = Optional.of(grown(seen, then.flatMap(IntegrationFigures::latency))));
    }

    private DeliveryFigures.Latency grown(DeliveryFigures.Latency now, Optional<DeliveryFigures.Latency> then) {
        long[] sums = latency.map(all -> all.counts().clone()).orElseGet(() -> new long[now.counts().length]);
        for (int bucket = 0; bucket < sums.length; bucket++) {
            long counted = then.isPresent() ? then.get().counts()[bucket] : 0;
            sums[bucket] += Math.max(0, now.counts()[bucket] - counted);
        }
        double seconds = latency.map(DeliveryFigures.Latency::seconds).orElse(0.0)
                + Math.max(
                        0,
                        now.seconds()
                                - then.map(DeliveryFigures.Latency::seconds).orElse(0.0));
        return new DeliveryFigures.Latency(now.bounds(), sums, seconds);
    }

    private static Map<String, Double> amounts(List<IntegrationFigures> others) {
        Map<String, Double> together = new HashMap<>();
        for (IntegrationFigures other : others) {
            other.amounts()
                    .forEach(
                            (name, amount) -> together.merge(name, amount, NOT_SUMMED.getOrDefault(name, Double::sum)));
        }
        return together;
    }

    private static Map<Health, Integer> health(List<IntegrationFigures> others) {
        Map<Health, Integer> together = new EnumMap<>(Health.class);
        for (Health each : Health.values()) {
            together.put(
                    each,
                    others.stream().mapToInt(other -> other.health().get(each)).sum());
        }
        return together;
    }
}
