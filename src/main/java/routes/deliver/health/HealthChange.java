package routes.deliver.health;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import routes.verdict.Reason;

/**
 * An integration began to fail, or delivers again, as the log tells it.
 *
 * @param reason why it fails; empty where it delivers again
 * @param pendingEvents how many wait for it
 */
public record HealthChange(String integration, String type, Optional<Reason> reason, long pendingEvents) {

    /** As a record of it has them. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("integration", integration);
        fields.put("integration_type", type);
        fields.put("health", reason.isPresent() ? "failing" : "healthy");
        reason.ifPresent(why -> {
            fields.put("reason", why.code());
            fields.put("detail", why.detail());
        });
        fields.put("events", pendingEvents);
        return fields;
    }
}
