package routes.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.support.RoutePolicySupport;
import routes.access.caller.Role;

/**
 * The role that a route's callers need, named in its file: {@code routePolicy: role-viewer}. It says so and does nothing: {@link Gate}
 * decides before the route has the request. A name that is no role's stops the start, because there is no such policy.
 */
public final class RolePolicy extends RoutePolicySupport {

    private static final String PREFIX = "role-";

    private final Optional<Role> needed;

    private RolePolicy(Optional<Role> needed) {
        this.needed = needed;
    }

    /** One for each role and one for anyone, by the names that route files have for them. */
    public static Map<String, RolePolicy> all() {
        Map<String, RolePolicy> policies = new LinkedHashMap<>();
        policies.put(PREFIX + AccessRule.ANYONE, new RolePolicy(Optional.empty()));
        Role.all().forEach(role -> policies.put(PREFIX + role.word(), new RolePolicy(Optional.of(role))));
        return policies;
    }

    Optional<Role> needed() {
        return needed;
    }
}
