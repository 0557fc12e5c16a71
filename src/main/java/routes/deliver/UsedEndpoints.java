package routes.deliver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.EndpointAware;
import org.apache.camel.Route;
import org.apache.camel.Service;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.component.kamelet.KameletProcessor;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which endpoints which routes use: what their services say, whatever the addresses are. With a route goes what it alone used, the
 * routes of the Kamelets that it called among it; Camel removes neither those nor what was made for a route that then failed.
 */
final class UsedEndpoints extends LifecycleStrategySupport {

    private static final Logger LOG = LoggerFactory.getLogger(UsedEndpoints.class);
    private static final long STOP_SECONDS = 8;

    /** What the thread has made since it began to make a route. */
    private static final ThreadLocal<List<Endpoint>> MADE = new ThreadLocal<>();

    private final CamelContext context;

    UsedEndpoints(CamelContext context) {
        this.context = context;
        context.addLifecycleStrategy(this);
    }

    @Override
    public void onEndpointAdd(Endpoint endpoint) {
        List<Endpoint> making = MADE.get();
        if (making != null) {
            making.add(endpoint);
        }
    }

    /**
     * Makes a route, or an endpoint with one behind it; where that fails, nothing is left of it. One after the other: a route takes
     * Camel's lock of the model and then that of Kamelets, an endpoint the two the other way round.
     */
    synchronized <T> T make(String routeId, Callable<T> maker) throws Exception {
        List<Endpoint> making = new ArrayList<>();
        MADE.set(making);
        try {
            return maker.call();
        } catch (Exception failed) {
            removeRoute(routeId);
            removeUnused(making);
            throw failed;
        } finally {
            MADE.remove();
        }
    }

    void remove(String routeId) throws Exception {
        removeUnused(removeRoute(routeId));
    }

    /** Those of them that no route uses, and what they alone used. */
    void removeUnused(Collection<Endpoint> endpoints) throws Exception {
        if (endpoints.isEmpty()) {
            return;
        }
        Set<Endpoint> used = usedBy(route -> true);
        Set<Endpoint> behind = new LinkedHashSet<>();
        for (Endpoint endpoint : endpoints) {
            if (!used.contains(endpoint)) {
                removeEndpoint(endpoint);
                if (endpoint instanceof KameletEndpoint kamelet) {
                    behind.addAll(removeRoute(kamelet.getRouteId()));
                }
            }
        }
        removeUnused(behind);
    }

    /** Takes away what these routes send to and no other does, but for Kamelets: who waits for it is told that it failed. */
    void hangUp(Predicate<String> routeIds) {
        Predicate<Route> these = route -> routeIds.test(route.getId());
        Set<Endpoint> others = usedBy(these.negate());
        usedBy(these).stream()
                .filter(endpoint -> !(endpoint instanceof KameletEndpoint) && !others.contains(endpoint))
                .forEach(this::removeEndpoint);
    }

    /** Returns what it used. */
    private Set<Endpoint> removeRoute(String routeId) throws Exception {
        Set<Endpoint> used = usedBy(route -> route.getId().equals(routeId));
        if (context.getRoute(routeId) != null) {
            context.getRouteController().stopRoute(routeId, STOP_SECONDS, TimeUnit.SECONDS);
        }
        forgetRoute(routeId);
        return used;
    }

    /** Not while a route is made: Camel walks through the definitions then. */
    private synchronized void forgetRoute(String routeId) throws Exception {
        if (context.getRoute(routeId) != null) {
            context.removeRoute(routeId);
        }
        ModelCamelContext model = (ModelCamelContext) context;
        RouteDefinition neverStarted = model.getRouteDefinition(routeId);
        if (neverStarted != null) {
            model.removeRouteDefinition(neverStarted);
        }
    }

    private Set<Endpoint> usedBy(Predicate<Route> wanted) {
        return context.getRoutes().stream()
                .filter(wanted)
                .flatMap(this::usedBy)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Stream<Endpoint> usedBy(Route route) {
        return List.copyOf(route.getServices()).stream()
                .flatMap(service -> ServiceHelper.getChildServices(service).stream())
                .map(this::usedBy)
                .filter(Objects::nonNull);
    }

    /** The step {@code kamelet:} has an endpoint and does not say so. */
    private Endpoint usedBy(Service service) {
        if (service instanceof KameletProcessor kamelet) {
            return context.hasEndpoint("kamelet://" + kamelet.getName());
        }
        return service instanceof EndpointAware aware ? aware.getEndpoint() : null;
    }

    private void removeEndpoint(Endpoint endpoint) {
        try {
            context.removeEndpoint(endpoint);
        } catch (Exception stuck) {
            // its message would quote the address
            LOG.warn(
                    "an endpoint of a removed route did not stop in order: {}",
                    stuck.getClass().getSimpleName());
        }
    }
}
