package routes.access.signon;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import routes.access.caller.Role;

/** What the groups of an issuer mean: {@code siem-admins=admin,soc=viewer+operator}, or with semicolons where a name has commas. */
final class RoleMapping {

    private RoleMapping() {}

    /** @throws IllegalArgumentException with a sentence, where it cannot be read or says nothing */
    static Map<String, Set<Role>> parse(String text) {
        Map<String, Set<Role>> mapping = new TreeMap<>();
        for (String part : text.split(text.contains(";") ? ";" : ",", -1)) {
            if (!part.isBlank()) {
                int equals = part.lastIndexOf('=');
                if (equals < 1) {
                    throw wrong("'" + part.strip() + "' has no =");
                }
                mapping.computeIfAbsent(part.substring(0, equals).strip(), name -> EnumSet.noneOf(Role.class))
                        .addAll(roles(part.substring(equals + 1)));
            }
        }
        if (mapping.isEmpty()) {
            throw wrong("it is not set");
        }
        return Map.copyOf(mapping);
    }

    private static Set<Role> roles(String words) {
        try {
            return Role.allOf(List.of(words.split("\\+", -1)));
        } catch (IllegalArgumentException unknown) {
            throw wrong(unknown.getMessage());
        }
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("siem.oidc.roles: " + what
                + ". Expected what the claim's values mean, such as siem-admins=admin,soc=viewer+operator.");
    }
}
