package routes.event.filter;

import java.util.List;
import routes.event.Event;

/** What has to hold of an event. */
@FunctionalInterface
interface Condition {

    boolean holds(Event event);

    static Condition all(List<Condition> conditions) {
        return event -> {
            for (Condition condition : conditions) {
                if (!condition.holds(event)) {
                    return false;
                }
            }
            return true;
        };
    }

    static Condition any(List<Condition> conditions) {
        return event -> {
            for (Condition condition : conditions) {
                if (condition.holds(event)) {
                    return true;
                }
            }
            return false;
        };
    }

    static Condition not(Condition condition) {
        return event -> !condition.holds(event);
    }
}
