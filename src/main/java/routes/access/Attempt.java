package routes.access;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import routes.access.caller.Role;
import routes.access.signon.RefusedTokenException;
import routes.access.signon.TokenCheck;

/**
 * One request at the gate.
 *
 * @param rule that its method and path fell under
 * @param needed the role that the rule names
 * @param address where it comes from
 * @param shown of who sent it
 * @param failed what a signed token failed at; empty where it did not, or has not been checked
 */
record Attempt(
        RoutingContext context,
        AccessRule rule,
        Role needed,
        String address,
        Credential shown,
        Optional<TokenCheck> failed) {

    Attempt failedAt(Throwable failure) {
        return failure instanceof RefusedTokenException refused
                ? new Attempt(context, rule, needed, address, shown, Optional.of(refused.check()))
                : this;
    }
}
