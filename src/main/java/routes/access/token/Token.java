package routes.access.token;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import routes.access.caller.Caller;
import routes.access.caller.Role;
import routes.disk.Sha256;

/**
 * One line of the tokens file: who somebody is that shows a secret, or a certificate.
 *
 * @param sha256 of the secret, 64 lower-case hexadecimal digits; the secret itself is nowhere
 * @param subject of a client certificate that stands for the secret
 * @param expires from then on it opens nothing
 * @param eventsPerSecond how many it may send
 * @param tenant whose events it may send
 */
public record Token(
        String name,
        Optional<String> sha256,
        Optional<X500Principal> subject,
        Set<Role> roles,
        Optional<Instant> expires,
        OptionalLong eventsPerSecond,
        Optional<String> tenant) {

    static Token ofAllRoles(String name, String secret) {
        return new Token(
                name,
                Optional.of(hash(secret)),
                Optional.empty(),
                Role.all(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    public boolean isExpired(Instant now) {
        return expires.filter(end -> !now.isBefore(end)).isPresent();
    }

    public Caller caller(Caller.Kind kind, String address) {
        return new Caller(kind, name, roles, address, eventsPerSecond, tenant);
    }

    static String hash(String secret) {
        return Sha256.of(secret);
    }
}
