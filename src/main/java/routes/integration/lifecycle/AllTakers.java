package routes.integration.lifecycle;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import routes.deliver.DeliverySettings;
import routes.event.filter.Takers;
import routes.integration.Effective;
import routes.integration.Integration;
import routes.integration.type.IntegrationType;
import routes.integration.type.IntegrationTypes;

/**
 * What the integrations there are take, active or paused. Made anew once one of them has changed, and within seconds after a
 * Kamelet has: its defaults count too.
 */
final class AllTakers {

    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final KnownIntegrations known;
    private final IntegrationTypes types;
    private volatile Seen seen;

    /** @param types tells the Kamelets of then from others */
    private record Seen(Map<String, Integration> integrations, Object types, Takers takers, long at) {

        boolean isOf(Map<String, Integration> now) {
            // a change makes another map
            return integrations == now;
        }

        boolean isFresh() {
            return System.nanoTime() - at < LOOK_NANOS;
        }
    }

    AllTakers(KnownIntegrations known, IntegrationTypes types) {
        this.known = known;
        this.types = types;
    }

    Takers get() {
        Seen last = seen;
        return last != null && last.isOf(known.byId()) && last.isFresh() ? last.takers() : look();
    }

    private synchronized Takers look() {
        Map<String, Integration> now = known.byId();
        Object version = types.version();
        Seen last = seen;
        boolean isUnchanged = last != null && last.isOf(now) && last.types().equals(version);
        seen = new Seen(now, version, isUnchanged ? last.takers() : takers(now), System.nanoTime());
        return seen.takers();
    }

    private Takers takers(Map<String, Integration> integrations) {
        Map<String, IntegrationType> byName =
                types.all().stream().collect(Collectors.toMap(IntegrationType::name, Function.identity()));
        return Takers.of(integrations.values().stream()
                .map(integration -> taker(byName.get(integration.type()), integration))
                .toList());
    }

    private static Takers.Taker taker(IntegrationType type, Integration integration) {
        if (type == null) {
            return Takers.Taker.OF_ALL;
        }
        DeliverySettings settings = Effective.delivery(type, integration);
        return new Takers.Taker(settings.selection(), settings.filter());
    }
}
