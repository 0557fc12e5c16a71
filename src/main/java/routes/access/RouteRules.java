package routes.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import routes.access.caller.Role;

/**
 * Makes a rule of each route that takes HTTP requests, the routes of others included, for as long as it is started. One whose file
 * names no {@link RolePolicy} needs an admin.
 */
public final class RouteRules implements RoutePolicyFactory {

    private final AccessRules rules;

    public RouteRules(AccessRules rules) {
        this.rules = rules;
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return new Listing();
    }

    private static AccessRule of(Route route, PlatformHttpEndpoint endpoint) {
        Optional<RolePolicy> named = route.getRoutePolicyList().stream()
                .filter(RolePolicy.class::isInstance)
                .map(RolePolicy.class::cast)
                .findFirst();
        String methods = Optional.ofNullable(endpoint.getHttpMethodRestrict()).orElse("");
        String path = endpoint.getPath();
        return AccessRule.of(
                methods(methods),
                endpoint.isMatchOnUriPrefix() && !path.endsWith("*") ? path + "*" : path,
                named.isPresent() ? named.get().needed() : Optional.of(Role.ADMIN));
    }

    private static Set<String> methods(String restriction) {
        return Arrays.stream(restriction.split(",", -1))
                .map(method -> method.strip().toUpperCase(Locale.ROOT))
                .filter(method -> !method.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private final class Listing extends RoutePolicySupport {

        private final Map<String, Long> listed = new ConcurrentHashMap<>();

        @Override
        public void onStart(Route route) {
            // of a route of the REST DSL only the consumer knows the path
            if (route.getConsumer().getEndpoint() instanceof PlatformHttpEndpoint endpoint) {
                listed.put(route.getRouteId(), rules.add(of(route, endpoint)));
            }
        }

        @Override
        public void onStop(Route route) {
            Optional.ofNullable(listed.remove(route.getRouteId())).ifPresent(rules::withdraw);
        }
    }
}
