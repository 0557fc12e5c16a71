package routes.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A document that passed validation, taken apart.
 *
 * @param settings the fields as they were sent, without type, state and secrets; never changed
 * @param secrets by field
 */
record Draft(IntegrationType type, State state, ObjectNode settings, Map<String, String> secrets) {

    static Draft of(IntegrationType type, ObjectNode document) {
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
        return new Draft(type, state, settings, secrets);
    }

    /** Leaves the values out. */
    @Override
    public String toString() {
        return "Draft[" + type.name() + "]";
    }
}
