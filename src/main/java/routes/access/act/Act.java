package routes.access.act;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import routes.access.caller.Caller;

/**
 * Something that somebody did to the router, or was kept from doing.
 *
 * @param what such as {@code integration_changed}; docs/access.md lists them
 * @param who did it
 * @param details by name, in order: texts, numbers, lists of texts and maps of these; never a secret, never a part of an event
 */
public record Act(String what, Caller who, Map<String, Object> details) {

    private static final Set<String> TAKEN = Set.of("act", "who", "by", "from");

    public static Act by(Caller who, String what) {
        return new Act(what, who, Map.of());
    }

    /** With one more detail; an empty list or map says nothing and is left out. */
    public Act with(String name, Object value) {
        if (TAKEN.contains(name)) {
            throw new IllegalArgumentException(name + " says something else on each record; choose another name");
        }
        boolean isEmpty = (value instanceof Collection<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
        if (isEmpty) {
            return this;
        }
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new Act(what, who, Collections.unmodifiableMap(more));
    }
}
