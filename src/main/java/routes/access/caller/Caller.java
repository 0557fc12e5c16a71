package routes.access.caller;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.camel.Exchange;

/**
 * Who sent a request, as the gate found out.
 *
 * @param kind how: by token, certificate or single sign-on; local, where no token is configured; a file that somebody changed; or the router
 *     itself
 * @param name the token's name, the subject of the single sign-on, or the file's path
 * @param address where the connection comes from
 * @param eventsPerSecond what the token may send; empty: as much as it likes
 * @param tenant whose events it may send; empty: anybody's
 */
public record Caller(
        Kind kind,
        String name,
        Set<Role> roles,
        String address,
        OptionalLong eventsPerSecond,
        Optional<String> tenant) {

    /** The exchange property that holds the caller, and the key in the server's own context of a request. */
    public static final String PROPERTY = "SiemCaller";

    /** How a caller is known. */
    public enum Kind {
        TOKEN,
        CERTIFICATE,
        SUBJECT,
        LOCAL,
        FILE,
        ROUTER,
        UNKNOWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One that is bound to no tenant. */
    public Caller(Kind kind, String name, Set<Role> roles, String address, OptionalLong eventsPerSecond) {
        this(kind, name, roles, address, eventsPerSecond, Optional.empty());
    }

    public static Caller local(String address) {
        return new Caller(Kind.LOCAL, "local", Role.all(), address, OptionalLong.empty());
    }

    /** Somebody who has shown nothing that is known. */
    public static Caller unknown(String address) {
        return new Caller(Kind.UNKNOWN, "unknown", Set.of(), address, OptionalLong.empty());
    }

    /** Whoever changed a file that the router reads. */
    public static Caller file(Path path) {
        return new Caller(Kind.FILE, path.toString(), Set.of(), "", OptionalLong.empty());
    }

    /** Nobody over the network: a timer, a route of one's own. */
    public static Caller router() {
        return new Caller(Kind.ROUTER, "router", Set.of(), "", OptionalLong.empty());
    }

    /** Of a request that passed the gate; what comes another way is the router's own doing. */
    public static Caller of(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(PROPERTY, Caller.class)).orElseGet(Caller::router);
    }

    public Caller at(String other) {
        return new Caller(kind, name, roles, other, eventsPerSecond, tenant);
    }

    public boolean may(Role needed) {
        return roles.stream().anyMatch(role -> role.covers(needed));
    }
}
