package routes.integration.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON merge patch, RFC 7396: null takes a member away, an object changes one, anything else replaces it. */
final class MergePatch {

    private MergePatch() {}

    /** Changes {@code target}. */
    static void apply(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(member -> {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (value.isNull()) {
                target.remove(name);
            } else if (value.isObject()) {
                ObjectNode part = target.path(name) instanceof ObjectNode existing ? existing : target.objectNode();
                apply(part, value);
                target.set(name, part);
            } else {
                target.set(name, value);
            }
        });
    }
}
