package routes.access.act;

import java.util.Map;
import routes.event.EventType;

/** Which of the router's own event types an act is. */
final class ActTypes {

    private static final Map<String, EventType> BY_ACT = Map.ofEntries(
            entry("integration_created", "router.integration_changed"),
            entry("integration_changed", "router.integration_changed"),
            entry("integration_deleted", "router.integration_changed"),
            entry("integration_paused", "router.integration_changed"),
            entry("integration_resumed", "router.integration_changed"),
            entry("integration_retried", "router.integration_changed"),
            entry("secret_rotated", "router.secret_changed"),
            entry("tokens_changed", "router.secret_changed"),
            entry("dead_letters_dropped", "router.dead_letters_dropped"),
            entry("dead_letters_redriven", "router.redrive"),
            entry("dead_letters_exported", "router.dead_letters_exported"),
            entry("replay_started", "router.replay"),
            entry("replay_cancelled", "router.replay"),
            entry("connection_tested", "router.connection_tested"),
            entry("access_denied", "router.access_denied"),
            entry("first_use", "router.token_used"));

    private ActTypes() {}

    private static Map.Entry<String, EventType> entry(String act, String type) {
        return Map.entry(act, EventType.of(type));
    }

    /** @throws IllegalArgumentException for an act that has none yet */
    static EventType of(String act) {
        EventType type = BY_ACT.get(act);
        if (type == null) {
            throw new IllegalArgumentException("the act " + act + " has no event type: give it one in ActTypes");
        }
        return type;
    }
}
