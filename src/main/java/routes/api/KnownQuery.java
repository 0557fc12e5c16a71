package routes.api;

import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import routes.integration.NearMiss;
import routes.integration.Problems;
import routes.openapi.ApiDocument;

/**
 * Refuses a query parameter that the call does not have, where one is read or deleted: a filter that is misspelt would let everything
 * through, or everything go.
 */
public final class KnownQuery implements Processor {

    private static final String API = "/api/";
    private static final Set<String> FILTERED = Set.of("GET", "HEAD", "DELETE");

    private final Map<String, Set<String>> byCall;

    public KnownQuery(ApiDocument document) {
        this.byCall = document.queryParameters();
    }

    @Override
    public void process(Exchange exchange) {
        String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, "", String.class);
        Set<String> known = byCall.get(exchange.getFromRouteId());
        String method = exchange.getMessage().getHeader(Exchange.HTTP_METHOD, "", String.class);
        if (known == null || !path.startsWith(API) || !FILTERED.contains(method)) {
            return;
        }
        for (String name : ApiRequest.query(exchange).keySet()) {
            if (!known.contains(name) && !name.isEmpty()) {
                throw Problems.plain("unknown_parameter", detail(name, known));
            }
        }
    }

    /** The name is not told: it becomes part of an exception's message. */
    private static String detail(String name, Set<String> known) {
        String nearest = NearMiss.of(name, known)
                .map(near -> " Did you mean " + near + "?")
                .orElse("");
        return "A parameter of the query is not one of this call, which has "
                + (known.isEmpty() ? "none" : String.join(", ", known)) + "." + nearest;
    }
}
