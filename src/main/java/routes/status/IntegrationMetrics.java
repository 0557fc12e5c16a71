package routes.status;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import routes.deliver.DeliveryFigures;
import routes.deliver.DeliveryStatus;
import routes.deliver.Health;
import routes.integration.Observed;

/**
 * The figures of each integration: {@code siem_integration_*}, labelled with its id and its type. They are taken once a scrape, so
 * that one scrape shows one moment, and those of an integration that was deleted go with it.
 */
public final class IntegrationMetrics implements MultiCollector {

    private static final String PREFIX = "siem_integration_";
    private static final double MILLIS = 1_000;

    private final Supplier<List<Observed>> integrations;
    private final Function<String, Optional<DeliveryFigures>> figures;
    private final Clock clock;

    /** One integration at one moment. */
    private record Seen(Labels labels, Observed observed, Optional<DeliveryFigures> figures) {

        DeliveryStatus status() {
            return observed.status();
        }
    }

    /** @param figures of an id; empty where its delivery was never started */
    public IntegrationMetrics(
            Supplier<List<Observed>> integrations, Function<String, Optional<DeliveryFigures>> figures, Clock clock) {
        this.integrations = integrations;
        this.figures = figures;
        this.clock = clock;
    }

    @Override
    public MetricSnapshots collect() {
        List<Seen> seen = integrations.get().stream().map(this::seen).toList();
        return MetricSnapshots.builder()
                .metricSnapshot(counter(seen, "delivered", "Events delivered", status -> status.delivered()))
                .metricSnapshot(gauge(seen, "dead_letters", "Events put aside", one -> one.status()
                        .deadLetters()))
                .metricSnapshot(gauge(seen, "dead_letter_bytes", "Bytes they take on disk", one -> one.status()
                        .aside()
                        .bytes()))
                .metricSnapshot(counter(
                        seen, "dead_letters_expired", "Dead letters dropped for their age", status -> status.aside()
                                .expired()))
                .metricSnapshot(counter(seen, "redriven", "Dead letters delivered after all", status -> status.aside()
                        .redriven()))
                .metricSnapshot(counter(seen, "skipped", "Events that max_backlog passed over", status -> status.aside()
                        .skipped()))
                .metricSnapshot(gauge(
                        seen, "pending_events", "Selected events neither delivered nor put aside", one -> one.status()
                                .pendingEvents()))
                .metricSnapshot(
                        gauge(seen, "oldest_pending_age_seconds", "How long the oldest of them waits", this::oldestAge))
                .metricSnapshot(someGauge(
                        seen,
                        "pending_bytes",
                        "Bytes of the journal they stand in, events that are not selected included",
                        one -> one.figures().map(known -> (double) known.pendingBytes())))
                .metricSnapshot(someGauge(
                        seen,
                        "secret_age_seconds",
                        "Time since the secret that is in use longest was set",
                        one -> one.observed().integration().oldestSecretAt().map(at -> -until(at))))
                .metricSnapshot(someGauge(
                        seen,
                        "tls_cert_expiry_seconds",
                        "Time until the first certificate of the last TLS connection ends",
                        one -> one.figures()
                                .flatMap(DeliveryFigures::certificateEnd)
                                .map(this::until)))
                .metricSnapshot(health(seen))
                .metricSnapshot(attempts(seen))
                .metricSnapshot(latency(seen))
                .build();
    }

    private Seen seen(Observed observed) {
        String id = observed.integration().id();
        Labels labels =
                Labels.of("integration", id, "type", observed.integration().type());
        return new Seen(labels, observed, figures.apply(id));
    }

    private double oldestAge(Seen one) {
        return one.status().oldestPendingAt().map(at -> -until(at)).orElse(0.0);
    }

    private double until(Instant at) {
        return Duration.between(clock.instant(), at).toMillis() / MILLIS;
    }

    private static CounterSnapshot counter(
            List<Seen> seen, String name, String help, ToDoubleFunction<DeliveryStatus> figure) {
        CounterSnapshot.Builder counter =
                CounterSnapshot.builder().name(PREFIX + name).help(help);
        seen.forEach(one -> counter.dataPoint(point(one.labels(), figure.applyAsDouble(one.status()))));
        return counter.build();
    }

    private static GaugeSnapshot gauge(List<Seen> seen, String name, String help, ToDoubleFunction<Seen> figure) {
        return someGauge(seen, name, help, one -> Optional.of(figure.applyAsDouble(one)));
    }

    /** A gauge that not every integration has. */
    private static GaugeSnapshot someGauge(
            List<Seen> seen, String name, String help, Function<Seen, Optional<Double>> figure) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name(PREFIX + name).help(help);
        seen.forEach(one -> figure.apply(one).ifPresent(value -> gauge.dataPoint(gaugePoint(one.labels(), value))));
        return gauge.build();
    }

    private static GaugeSnapshot health(List<Seen> seen) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name(PREFIX + "health").help("1 for the health it is in");
        for (Seen one : seen) {
            for (Health health : Health.values()) {
                Labels labels = one.labels().add("health", health.name().toLowerCase(Locale.ROOT));
                gauge.dataPoint(gaugePoint(labels, one.status().health() == health ? 1 : 0));
            }
        }
        return gauge.build();
    }

    private static CounterSnapshot attempts(List<Seen> seen) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder()
                .name(PREFIX + "attempts")
                .help("Requests sent since the router started, by what became of them");
        for (Seen one : seen) {
            one.figures().ifPresent(known -> known.attempts().forEach((attempt, count) -> {
                Labels labels = one.labels().add("outcome", attempt.outcome()).add("code", attempt.code());
                counter.dataPoint(point(labels, count));
            }));
        }
        return counter.build();
    }

    private static HistogramSnapshot latency(List<Seen> seen) {
        HistogramSnapshot.Builder histogram = HistogramSnapshot.builder()
                .name(PREFIX + "delivery_latency_seconds")
                .help("Time of delivered events from their commit in the journal to the reply that says delivered");
        seen.forEach(one -> one.figures()
                .ifPresent(known -> histogram.dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                        .labels(one.labels())
                        .classicHistogramBuckets(buckets(known.latency()))
                        .sum(known.latency().seconds())
                        .build())));
        return histogram.build();
    }

    private static ClassicHistogramBuckets buckets(DeliveryFigures.Latency latency) {
        return ClassicHistogramBuckets.of(latency.bounds(), latency.counts());
    }

    private static CounterSnapshot.CounterDataPointSnapshot point(Labels labels, double value) {
        return CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(labels)
                .value(value)
                .build();
    }

    private static GaugeSnapshot.GaugeDataPointSnapshot gaugePoint(Labels labels, double value) {
        return GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value(value)
                .build();
    }
}
