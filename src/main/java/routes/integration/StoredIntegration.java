package routes.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import routes.integration.type.State;

/** An integration as it is on disk, see the package's description. */
public final class StoredIntegration {

    private StoredIntegration() {}

    public static ObjectNode write(Integration integration) {
        ObjectNode stored = JsonNodeFactory.instance.objectNode();
        stored.put("id", integration.id())
                .put("type", integration.type())
                .put("state", integration.state().text())
                .put("managed_by", integration.managedBy().text());
        stored.set("settings", integration.settings());
        ObjectNode secrets = stored.putObject("secrets");
        if (integration.managedBy() == ManagedBy.API) {
            integration.secrets().forEach((field, secret) -> secrets.putObject(field)
                    .put("value", secret.value())
                    .put("rotated_at", secret.rotatedAt().toString()));
        }
        return stored.put("created_at", integration.createdAt().toString())
                .put("updated_at", integration.updatedAt().toString())
                .put("version", integration.version());
    }

    /** @throws RuntimeException of whatever kind where something is missing or malformed */
    static Integration read(JsonNode stored) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        stored.required("secrets")
                .properties()
                .forEach(secret -> secrets.put(
                        secret.getKey(),
                        new Secret(
                                secret.getValue().required("value").asText(),
                                Instant.parse(
                                        secret.getValue().required("rotated_at").asText()))));
        return new Integration(
                stored.required("id").asText(),
                stored.required("type").asText(),
                State.of(stored.required("state").asText()),
                ManagedBy.of(stored.required("managed_by").asText()),
                (ObjectNode) stored.required("settings"),
                Map.copyOf(secrets),
                Instant.parse(stored.required("created_at").asText()),
                Instant.parse(stored.required("updated_at").asText()),
                stored.required("version").asLong());
    }
}
