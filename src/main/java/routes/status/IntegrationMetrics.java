package routes.status;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import routes.deliver.DeliveryStatus;
import routes.deliver.Health;
import routes.integration.Observed;

/**
 * The figures of each integration. They are taken once a scrape, so that one scrape shows one moment; those of an integration
 * that was deleted go with it.
 */
public final class IntegrationMetrics {

    private final MeterRegistry registry;
    private final Supplier<List<Observed>> integrations;
    private final Clock clock;
    private final Map<String, DeliveryStatus> latest = new ConcurrentHashMap<>();
    private final Map<String, List<Meter>> meters = new TreeMap<>();

    public IntegrationMetrics(MeterRegistry registry, Supplier<List<Observed>> integrations, Clock clock) {
        this.registry = registry;
        this.integrations = integrations;
        this.clock = clock;
    }

    synchronized void refresh() {
        Map<String, String> types = new TreeMap<>();
        for (Observed observed : integrations.get()) {
            String id = observed.integration().id();
            types.put(id, observed.integration().type());
            latest.put(id, observed.status());
        }
        meters.entrySet().removeIf(entry -> {
            boolean gone = !types.containsKey(entry.getKey());
            if (gone) {
                entry.getValue().forEach(registry::remove);
                latest.remove(entry.getKey());
            }
            return gone;
        });
        types.forEach((id, type) -> meters.computeIfAbsent(id, unknown -> register(id, type)));
    }

    private List<Meter> register(String id, String type) {
        Tags tags = Tags.of("integration", id, "type", type);
        List<Meter> registered = new ArrayList<>();
        registered.add(gauge(
                id,
                tags,
                "pending.events",
                "Selected events neither delivered nor put aside",
                DeliveryStatus::pendingEvents));
        registered.add(gauge(id, tags, "dead.letters", "Events put aside", DeliveryStatus::deadLetters));
        registered.add(
                gauge(id, tags, "oldest.pending.age.seconds", "How long the oldest of them waits", this::oldestAge));
        registered.add(counter(id, tags, "delivered", "Events delivered", DeliveryStatus::delivered));
        registered.add(counter(id, tags, "attempts", "Requests sent", DeliveryStatus::attempts));
        registered.add(counter(
                id, tags, "failures", "Requests that did not deliver all they carried", DeliveryStatus::failures));
        for (Health health : Health.values()) {
            registered.add(gauge(
                    id,
                    tags.and("health", health.name().toLowerCase(Locale.ROOT)),
                    "health",
                    "1 for the health it is in",
                    status -> status.health() == health ? 1 : 0));
        }
        return registered;
    }

    private double oldestAge(DeliveryStatus status) {
        return status.oldestPendingAt()
                .map(since -> Duration.between(since, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }

    private Meter gauge(
            String id, Tags tags, String name, String description, ToDoubleFunction<DeliveryStatus> figure) {
        return Gauge.builder("siem.integration." + name, latest, statuses -> figure(statuses, id, figure))
                .tags(tags)
                .description(description)
                .register(registry);
    }

    private Meter counter(
            String id, Tags tags, String name, String description, ToDoubleFunction<DeliveryStatus> figure) {
        return FunctionCounter.builder("siem.integration." + name, latest, statuses -> figure(statuses, id, figure))
                .tags(tags)
                .description(description)
                .register(registry);
    }

    private static double figure(
            Map<String, DeliveryStatus> statuses, String id, ToDoubleFunction<DeliveryStatus> figure) {
        DeliveryStatus status = statuses.get(id);
        return status == null ? 0 : figure.applyAsDouble(status);
    }
}
