package routes.status;

import static routes.status.IntegrationFigures.CERTIFICATE_END;
import static routes.status.IntegrationFigures.DEAD_LETTERS;
import static routes.status.IntegrationFigures.DEAD_LETTER_BYTES;
import static routes.status.IntegrationFigures.DELIVERED;
import static routes.status.IntegrationFigures.EXPIRED;
import static routes.status.IntegrationFigures.FAILURE_LINES;
import static routes.status.IntegrationFigures.FILTERED;
import static routes.status.IntegrationFigures.OLDEST_AGE;
import static routes.status.IntegrationFigures.PENDING;
import static routes.status.IntegrationFigures.PENDING_BYTES;
import static routes.status.IntegrationFigures.REDRIVEN;
import static routes.status.IntegrationFigures.SECRET_AGE;
import static routes.status.IntegrationFigures.SENT;
import static routes.status.IntegrationFigures.SKIPPED;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import routes.deliver.health.DeliveryFigures;
import routes.integration.lifecycle.Observed;

/**
 * The figures of each integration: {@code siem_integration_*}, labelled with its id and its type. They are taken once a scrape, so
 * that one scrape shows one moment, and those of an integration that was deleted go with it. Only so many have series of their own:
 * the first that were created, so that series neither come nor go with what happens; the rest are shown together.
 */
public final class IntegrationMetrics implements MultiCollector {

    private static final String PREFIX = "siem_integration_";

    private final Supplier<List<Observed>> integrations;
    private final Function<String, Optional<DeliveryFigures>> figures;
    private final int most;
    private final Clock clock;
    private final OtherIntegrations others = new OtherIntegrations();

    /**
     * @param integrations in the order of their creation
     * @param figures of an id; empty where its delivery was never started
     * @param most how many have series of their own
     */
    public IntegrationMetrics(
            Supplier<List<Observed>> integrations,
            Function<String, Optional<DeliveryFigures>> figures,
            int most,
            Clock clock) {
        this.integrations = integrations;
        this.figures = figures;
        this.most = most;
        this.clock = clock;
    }

    @Override
    public MetricSnapshots collect() {
        List<Observed> known = integrations.get();
        List<IntegrationFigures> all = known.stream()
                .map(one -> IntegrationFigures.of(
                        one, figures.apply(one.integration().id()), clock))
                .toList();
        int own = Math.min(most, all.size());
        List<IntegrationFigures> shown = Stream.concat(
                        all.subList(0, own).stream(), others.together(all.subList(own, all.size())).stream())
                .toList();
        return MetricSnapshots.builder()
                .metricSnapshot(counter(shown, DELIVERED, "Events delivered"))
                .metricSnapshot(counter(shown, SENT, "Events sent to where nothing is ever confirmed"))
                .metricSnapshot(gauge(shown, DEAD_LETTERS, "Events put aside"))
                .metricSnapshot(gauge(shown, DEAD_LETTER_BYTES, "Bytes they take on disk"))
                .metricSnapshot(counter(shown, EXPIRED, "Dead letters dropped for their age"))
                .metricSnapshot(counter(shown, REDRIVEN, "Dead letters delivered after all"))
                .metricSnapshot(counter(shown, SKIPPED, "Events that max_backlog passed over"))
                .metricSnapshot(counter(shown, FILTERED, "Events that its filter passed over"))
                .metricSnapshot(counter(shown, FAILURE_LINES, "Lines of the log that begin with SIEM shipping failed"))
                .metricSnapshot(gauge(shown, PENDING, "Selected events neither delivered nor put aside"))
                .metricSnapshot(gauge(shown, OLDEST_AGE, "How long the oldest of them waits"))
                .metricSnapshot(gauge(
                        shown,
                        PENDING_BYTES,
                        "Bytes of the journal they stand in, events that are not selected included"))
                .metricSnapshot(gauge(shown, SECRET_AGE, "Time since the secret that is in use longest was set"))
                .metricSnapshot(gauge(
                        shown, CERTIFICATE_END, "Time until the first certificate of the last TLS connection ends"))
                .metricSnapshot(info(known.subList(0, own)))
                .metricSnapshot(health(shown))
                .metricSnapshot(attempts(shown))
                .metricSnapshot(latency(shown))
                .build();
    }

    private static CounterSnapshot counter(List<IntegrationFigures> shown, String name, String help) {
        CounterSnapshot.Builder counter =
                CounterSnapshot.builder().name(PREFIX + name).help(help);
        shown.forEach(one -> counter.dataPoint(point(one.labels(), one.counts().get(name))));
        return counter.build();
    }

    private static GaugeSnapshot gauge(List<IntegrationFigures> shown, String name, String help) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name(PREFIX + name).help(help);
        shown.stream()
                .filter(one -> one.amounts().containsKey(name))
                .forEach(one ->
                        gauge.dataPoint(gaugePoint(one.labels(), one.amounts().get(name))));
        return gauge.build();
    }

    /** What people call them, for joins: as a label of every series a new name would begin new series. */
    private static GaugeSnapshot info(List<Observed> known) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name(PREFIX + "info").help("1; the integration's name is a label");
        known.stream().map(Observed::integration).forEach(one -> {
            String name = one.settings().path("name").asText(one.id());
            gauge.dataPoint(gaugePoint(Labels.of("integration", one.id(), "type", one.type(), "name", name), 1));
        });
        return gauge.build();
    }

    private static GaugeSnapshot health(List<IntegrationFigures> shown) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder()
                .name(PREFIX + "health")
                .help("How many are in this health: of one integration 1 or 0");
        for (IntegrationFigures one : shown) {
            one.health().forEach((health, count) -> {
                Labels labels = one.labels().add("health", health.name().toLowerCase(Locale.ROOT));
                gauge.dataPoint(gaugePoint(labels, count));
            });
        }
        return gauge.build();
    }

    private static CounterSnapshot attempts(List<IntegrationFigures> shown) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder()
                .name(PREFIX + "attempts")
                .help("Requests sent since the router started, by what became of them");
        for (IntegrationFigures one : shown) {
            one.attempts().forEach((attempt, count) -> {
                Labels labels = one.labels().add("outcome", attempt.outcome()).add("code", attempt.code());
                counter.dataPoint(point(labels, count));
            });
        }
        return counter.build();
    }

    private static HistogramSnapshot latency(List<IntegrationFigures> shown) {
        HistogramSnapshot.Builder histogram = HistogramSnapshot.builder()
                .name(PREFIX + "delivery_latency_seconds")
                .help("Time of delivered events from their commit in the journal to the reply that says delivered");
        shown.forEach(one -> one.latency()
                .ifPresent(known -> histogram.dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                        .labels(one.labels())
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(known.bounds(), known.counts()))
                        .sum(known.seconds())
                        .build())));
        return histogram.build();
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
