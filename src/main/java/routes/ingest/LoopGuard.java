package routes.ingest;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import routes.event.Hops;
import routes.problem.Problem;
import routes.problem.ProblemResponse;

/** Lets no events in that this router sent itself, or that went through more than one router, before a byte of them is read. */
public final class LoopGuard implements Handler<RoutingContext> {

    private static final String API = "/api/";

    private final Hops hops;
    private final boolean isOwnAddressAllowed;

    /** @param isOwnAddressAllowed whether routes of one's own may play a destination: what is not below /api takes no events in */
    public LoopGuard(Hops hops, boolean isOwnAddressAllowed) {
        this.hops = hops;
        this.isOwnAddressAllowed = isOwnAddressAllowed;
    }

    @Override
    public void handle(RoutingContext context) {
        boolean isDestination = isOwnAddressAllowed && !context.request().path().startsWith(API);
        // several headers of the name are one list (RFC 9110 section 5.3)
        if (!isDestination
                && context.request().headers().contains(Hops.HEADER)
                && !hops.admit(String.join(",", context.request().headers().getAll(Hops.HEADER)))) {
            ProblemResponse.write(context.response(), loop());
            return;
        }
        context.next();
    }

    private static Problem loop() {
        return Problem.of(
                "event_loop",
                "They came from this router, or through more than one. Deliver to a SIEM; at most one router may send to another.");
    }
}
