package routes.access;

import io.vertx.ext.web.RoutingContext;

/**
 * One request at the gate.
 *
 * @param rule that its method and path fell under
 * @param needed the role that the rule names
 * @param address where it comes from
 * @param shown of who sent it
 */
record Attempt(RoutingContext context, AccessRule rule, Role needed, String address, Credential shown) {}
