package routes.server;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import routes.problem.Problem;
import routes.problem.ProblemResponse;

/**
 * Answers requests for this machine's own names only. Where no token is needed, this is what keeps a web page from having its own
 * name point to 127.0.0.1 and then being, for the browser, a page of the router's (DNS rebinding): the browser still says the page's name.
 */
public final class HostGuard implements Handler<RoutingContext> {

    /** 127.0.0.0/8 as browsers write it, ::1, or localhost; any port. */
    private static final Pattern LOOPBACK =
            Pattern.compile("(?:localhost|127(?:\\.(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}|\\[::1])(?::\\d{1,5})?");

    private static final Problem REFUSED = Problem.of(
            "host_not_allowed",
            "Without a token only requests for localhost, 127.0.0.1 or [::1] are answered. Use one of them in the address,"
                    + " or set SIEM_API_TOKEN.");

    @Override
    public void handle(RoutingContext context) {
        if (isLoopback(context.request())) {
            context.next();
        } else {
            ProblemResponse.write(context.response(), REFUSED);
        }
    }

    /** HTTP/2 may say the host twice, and both count. */
    private static boolean isLoopback(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll("Host");
        boolean isNamed = request.authority() != null || !hosts.isEmpty();
        return isNamed
                && hosts.stream().allMatch(HostGuard::isLoopback)
                && (request.authority() == null
                        || isLoopback(request.authority().toString()));
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.strip().toLowerCase(Locale.ROOT)).matches();
    }
}
