package routes.access.signon;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import routes.access.caller.Role;

/** Reads the roles out of a token's claims. */
final class RolesClaim {

    /** Texts of values with spaces between: RFC 6749 section 3.3, and {@code scp} for the same. */
    private static final Set<String> SCOPES = Set.of("scope", "scp");

    private final String name;
    private final Map<String, Set<Role>> mapping;

    RolesClaim(String name, Map<String, Set<Role>> mapping) {
        this.name = name;
        this.mapping = mapping;
    }

    /** Values that the mapping does not know mean nothing. */
    Set<Role> of(Map<String, Object> claims) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Object value : values(find(claims, name), SCOPES.contains(name))) {
            roles.addAll(mapping.getOrDefault(String.valueOf(value), Set.of()));
        }
        return roles;
    }

    /** A claim of the whole name comes first: some have a web address for a name. */
    private static Object find(Object claims, String path) {
        if (!(claims instanceof Map<?, ?> object)) {
            return null;
        }
        if (object.containsKey(path)) {
            return object.get(path);
        }
        int dot = path.indexOf('.');
        return dot < 0 ? null : find(object.get(path.substring(0, dot)), path.substring(dot + 1));
    }

    /** A list, or one value: of a name with spaces in it no part is a value, but for scopes. */
    private static Collection<?> values(Object claim, boolean isScope) {
        if (claim instanceof Collection<?> list) {
            return list;
        }
        return claim instanceof String text ? List.of(isScope ? text.split(" ", -1) : new String[] {text}) : List.of();
    }
}
