package routes;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import routes.verdict.Retold;

/** What is said of a start that failed. */
final class StartFailure {

    private StartFailure() {}

    /**
     * The innermost message is ours: it names what is wrong and what to do. Where it is Camel's, of a route, it begins with
     * the route and its file.
     *
     * @param context null where there was none yet
     */
    static String sentence(Throwable failure, CamelContext context) {
        Throwable root = Retold.innermost(failure);
        String said = root.getMessage() == null ? root.toString() : root.getMessage();
        return Stream.iterate(failure, cause -> cause != null && cause != root, Throwable::getCause)
                .flatMap(cause -> routeId(cause).stream())
                .findFirst()
                .map(id -> "route " + id + file(id, context) + ": " + said)
                .orElse(said);
    }

    private static Optional<String> routeId(Throwable cause) {
        if (cause instanceof FailedToCreateRouteException route) {
            return Optional.ofNullable(route.getRouteId());
        }
        return cause instanceof FailedToStartRouteException route
                ? Optional.ofNullable(route.getRouteId())
                : Optional.empty();
    }

    private static String file(String id, CamelContext context) {
        RouteDefinition route = context == null
                ? null
                : context.getCamelContextExtension()
                        .getContextPlugin(Model.class)
                        .getRouteDefinition(id);
        return route == null || route.getResource() == null
                ? ""
                : " in " + route.getResource().getLocation();
    }
}
