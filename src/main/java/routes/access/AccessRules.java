package routes.access;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import routes.access.caller.Role;

/**
 * Which role a request needs, by its method and path: what {@code SIEM_ACCESS_RULES} says first, then what the routes say, in the order
 * in which they were started, which is the order in which the server asks them. Where neither says a word it is {@link Role#ADMIN}.
 */
public final class AccessRules {

    private static final AccessRule UNKNOWN = AccessRule.of(Set.of(), "/*", Optional.of(Role.ADMIN));

    private final List<AccessRule> settings;
    private final Map<Long, AccessRule> routes = new ConcurrentSkipListMap<>();
    private long last;

    /**
     * @param text rules with semicolons or line breaks between them
     * @throws IllegalArgumentException with a sentence, where they cannot be read
     */
    public AccessRules(String text) {
        try {
            settings = Arrays.stream(text.split("[;\\n]", -1))
                    .filter(rule -> !rule.isBlank())
                    .map(AccessRule::parse)
                    .toList();
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("siem.access.rules: " + malformed.getMessage()
                    + "; a semicolon stands between two. Correct the setting.");
        }
    }

    /** @throws IllegalArgumentException with a sentence, where the setting is neither a role that reads nor anyone */
    public static void requireReader(String setting, String word) {
        boolean mayRead = word.equals(AccessRule.ANYONE)
                || Role.of(word).filter(role -> role.covers(Role.VIEWER)).isPresent();
        if (!mayRead) {
            throw new IllegalArgumentException(setting + " = " + word
                    + ": expected viewer, operator, admin or anyone; a producer reads nothing. Correct the setting.");
        }
    }

    /** @return what {@link #withdraw} takes */
    synchronized long add(AccessRule rule) {
        routes.put(++last, rule);
        return last;
    }

    void withdraw(long rule) {
        routes.remove(rule);
    }

    /** The one that decides on such a request. */
    AccessRule of(String method, String path) {
        return Stream.concat(settings.stream(), routes.values().stream())
                .filter(rule -> rule.matches(method, path))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
