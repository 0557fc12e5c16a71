package routes.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import routes.integration.type.State;

/**
 * A configured destination.
 *
 * @param type the name of an {@link routes.integration.type.IntegrationType}, which may be gone since
 * @param settings the fields as they were sent, without type, state and secrets, without defaults, and references as they were written;
 *     never changed
 * @param secrets by field; empty for one that is managed by a file and not in it any more
 * @param resolved by field: what the references in settings stand for. Like a secret it is neither shown nor stored: it may be one
 * @param version rises with each change
 */
public record Integration(
        String id,
        String type,
        State state,
        ManagedBy managedBy,
        ObjectNode settings,
        Map<String, Secret> secrets,
        Map<String, String> resolved,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** One without references, as all are that come through the API. */
    public Integration(
            String id,
            String type,
            State state,
            ManagedBy managedBy,
            ObjectNode settings,
            Map<String, Secret> secrets,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        this(id, type, state, managedBy, settings, secrets, Map.of(), createdAt, updatedAt, version);
    }

    public static Integration create(String id, ManagedBy managedBy, Draft draft, Instant now) {
        Map<String, Secret> none = Map.of();
        return new Integration(
                id,
                draft.type().name(),
                draft.state(),
                managedBy,
                draft.settings(),
                rotated(none, draft.secrets(), now),
                draft.resolved(),
                now,
                now,
                1);
    }

    public Integration with(Draft draft, Instant now) {
        return new Integration(
                id,
                type,
                draft.state(),
                managedBy,
                draft.settings(),
                rotated(secrets, draft.secrets(), now),
                draft.resolved(),
                createdAt,
                now,
                version + 1);
    }

    public Integration with(State newState, Instant now) {
        return new Integration(id, type, newState, managedBy, settings, secrets, resolved, createdAt, now, version + 1);
    }

    /** The settings with what their references stand for: to be used, and not to be shown. */
    ObjectNode usedSettings() {
        ObjectNode used = settings.deepCopy();
        resolved.forEach(used::put);
        return used;
    }

    /** The document that a client would have sent: what changes are applied to and what is validated. Holds the secrets. */
    public ObjectNode document() {
        ObjectNode document = settings.deepCopy();
        document.put("type", type).put("state", state.text());
        secrets.forEach((field, secret) -> document.put(field, secret.value()));
        return document;
    }

    /** When the secret that was set longest ago was set; empty where there is none. */
    public Optional<Instant> oldestSecretAt() {
        return secrets.values().stream().map(Secret::rotatedAt).min(Comparator.naturalOrder());
    }

    /** A secret that is sent again unchanged was not rotated. */
    private static Map<String, Secret> rotated(Map<String, Secret> before, Map<String, String> sent, Instant now) {
        Map<String, Secret> after = new LinkedHashMap<>();
        sent.forEach((field, value) -> {
            Secret old = before.get(field);
            after.put(field, old != null && old.value().equals(value) ? old : new Secret(value, now));
        });
        return Map.copyOf(after);
    }

    /** Leaves settings and secrets out. */
    @Override
    public String toString() {
        return "Integration[" + id + ", version " + version + "]";
    }
}
