package routes.problem;

import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/**
 * Answers with a problem what the HTTP server refuses before any route has it; by itself it would answer with HTML or nothing. While
 * the router stops, its routes go one by one: a producer that heard 404 of one that is gone would give its events up.
 */
public final class UnroutedRequests {

    private static final Problem STOPPING = Problem.of(
                    "stopping", "Nothing of the request was taken; send it again after the time in Retry-After.")
            .withHeader("Retry-After", "1");

    private static final List<Problem> PROBLEMS = List.of(
            Problem.of(
                    "malformed_request",
                    "A percent sign in an address is followed by two hexadecimal digits; write %25 for the sign itself."),
            Problem.of(
                    "no_such_path",
                    "Check the path: events go to /api/v1/events, integrations are at /api/v1/integrations/siem."),
            Problem.of("method_not_allowed", "Use one of the methods that the header Allow names."),
            Problem.of("body_too_large", "The body is larger than this path takes; send less at once."),
            STOPPING);

    private final CamelContext camel;
    private final Router paths;

    private UnroutedRequests(CamelContext camel, Router paths) {
        this.camel = camel;
        this.paths = paths;
    }

    /** For the requests that come to this router, whose paths are the context's routes. */
    public static void answer(CamelContext context, Router paths) {
        UnroutedRequests requests = new UnroutedRequests(context, paths);
        PROBLEMS.forEach(
                problem -> paths.errorHandler(problem.status(), unanswered -> requests.answer(unanswered, problem)));
    }

    private void answer(RoutingContext context, Problem found) {
        Problem problem = found.status() == 404 && !camel.isStarted() ? STOPPING : found;
        ProblemResponse.write(
                context.response(),
                problem.status() == 405
                        ? problem.withHeader("Allow", allowed(context.request().path()))
                        : problem);
    }

    private String allowed(String path) {
        return paths.getRoutes().stream()
                .filter(route -> route.methods() != null && leads(route, path))
                .flatMap(route -> route.methods().stream())
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", "));
    }

    private static boolean leads(Route route, String path) {
        String pattern = route.getPath();
        if (pattern == null) {
            return false;
        }
        String[] expected = pattern.split("/", -1);
        String[] actual = path.split("/", -1);
        boolean same = expected.length == actual.length;
        for (int i = 0; same && i < expected.length; i++) {
            same = expected[i].startsWith(":") || expected[i].equals(actual[i]);
        }
        return same;
    }
}
