package routes.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import routes.integration.type.IntegrationType;
import routes.integration.type.Parameter;
import routes.integration.type.State;

/**
 * A document that passed validation, taken apart.
 *
 * @param settings the fields as they were sent, without type, state and secrets, references as they were written; never changed
 * @param secrets by field
 * @param resolved by field: what stands for a setting that was written with a reference
 */
public record Draft(
        IntegrationType type,
        State state,
        ObjectNode settings,
        Map<String, String> secrets,
        Map<String, String> resolved) {

    public static Draft of(IntegrationType type, ObjectNode document) {
        return of(type, document, Map.of());
    }

    /** @param written by field, how whoever deploys the router wrote a setting that the document has resolved */
    public static Draft of(IntegrationType type, ObjectNode document, Map<String, String> written) {
        ObjectNode settings = document.deepCopy();
        Map<String, String> secrets = new LinkedHashMap<>();
        for (Parameter parameter : type.secrets()) {
            if (settings.has(parameter.field())) {
                secrets.put(
                        parameter.field(), settings.remove(parameter.field()).asText());
            }
        }
        State state = State.of(settings.path("state").asText());
        settings.remove("type");
        settings.remove("state");
        Map<String, String> resolved = new LinkedHashMap<>();
        written.forEach((field, text) -> {
            resolved.put(field, settings.get(field).asText());
            settings.put(field, text);
        });
        return new Draft(type, state, settings, secrets, Map.copyOf(resolved));
    }

    /** Leaves the values out. */
    @Override
    public String toString() {
        return "Draft[" + type.name() + "]";
    }
}
