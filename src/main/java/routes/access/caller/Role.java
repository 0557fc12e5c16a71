package routes.access.caller;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller may do. An operator may do what a viewer may, an admin what an operator may. A producer stands beside them: who
 * sends events reads nothing, and who changes integrations cannot make events up.
 */
public enum Role {
    /** Sends events. */
    PRODUCER,
    /** Reads integrations, types, replays and metrics; of dead letters nothing, because they hold events. */
    VIEWER,
    /** Pauses, resumes, retries, tests, redrives and replays, and reads dead letters. */
    OPERATOR,
    /** Creates, changes and deletes integrations. */
    ADMIN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether who has this role may do what needs the other. */
    public boolean covers(Role needed) {
        return this == needed || (this != PRODUCER && needed != PRODUCER && compareTo(needed) > 0);
    }

    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    public static Set<Role> all() {
        return EnumSet.allOf(Role.class);
    }

    /**
     * Reads several words.
     *
     * @throws IllegalArgumentException where one is no role, or there is none
     */
    public static Set<Role> allOf(Collection<String> words) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : words) {
            roles.add(of(word.strip())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "role " + word.strip() + ": expected producer, viewer, operator or admin")));
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("no role: expected one of producer, viewer, operator and admin");
        }
        return roles;
    }
}
