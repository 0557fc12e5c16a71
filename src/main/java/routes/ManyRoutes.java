package routes;

import java.util.List;
import org.apache.camel.LoggingLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;

/**
 * Camel's context, for a thousand integrations, each of them two routes made of templates. Camel's own compares each new route with
 * all there are, in three places, so that a start took a minute and a half; neither comparison is of use for these routes.
 */
final class ManyRoutes extends DefaultCamelContext {

    ManyRoutes() {
        super(false);
    }

    /** Asked before each route is added; Camel looks through the endpoints of all others before it finds that there is no such route. */
    @Override
    protected boolean removeRoute(String id, LoggingLevel level) throws Exception {
        return getRouteStatus(id) != null && super.removeRoute(id, level);
    }

    /**
     * Forgets the definition of what was made of a template once it runs: with each further one Camel would search all of them for ids that
     * people gave twice, and those of a template's are of the route. Called with the model's lock.
     */
    @Override
    public void startRouteDefinitions(List<RouteDefinition> definitions) throws Exception {
        super.startRouteDefinitions(definitions);
        for (RouteDefinition definition : definitions) {
            if (Boolean.TRUE.equals(definition.isTemplate())) {
                getRouteDefinitions().remove(definition);
            }
        }
    }
}
