package routes.api;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import routes.openapi.ApiCall;
import routes.openapi.ApiDocument;

/**
 * Makes the routes of the API, one of the template {@code api-call} for each call of the document. A call whose route stands in a file
 * already, under the id of the operation, is served by that one.
 */
public final class ApiRoutes {

    private static final String TEMPLATE = "api-call";
    /** Behind the routes that events take on their way out, before the one that lets events in. */
    private static final int FIRST = 700;

    private ApiRoutes() {}

    /** To be called when the files have been read and nothing is started. The document is in the context's registry. */
    public static void addTo(CamelContext context) throws Exception {
        ApiDocument document = context.getRegistry().findSingleByType(ApiDocument.class);
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        int order = FIRST;
        for (ApiCall call : document.calls()) {
            if (model.getRouteDefinition(call.id()) == null) {
                Map<String, Object> parameters = Map.of(
                        "call", call.id(),
                        "path", call.path(),
                        "methods", call.methods(),
                        "role", call.role());
                context.addRouteFromTemplate(call.id(), TEMPLATE, parameters);
                model.getRouteDefinition(call.id()).description(call.summary()).startupOrder(order++);
            }
        }
    }
}
