package routes.integration.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/**
 * One parameter of an integration type.
 *
 * @param name in the Kamelet, such as {@code sourceType}
 * @param field in the API and in files, such as {@code source_type}
 * @param schema its JSON schema (draft 2020-12); never changed
 * @param isSecret whether it is write-only
 * @param isTarget whether it says where secrets are sent to, or who may be there
 * @param isNeverEvaluated whether the Kamelet takes any text for it, see {@link ParameterUse}
 * @param check what its text has to pass beside the schema, see {@link ParameterChecks}
 */
public record Parameter(
        String name,
        String field,
        ObjectNode schema,
        boolean isSecret,
        boolean isTarget,
        boolean isNeverEvaluated,
        Consumer<String> check) {

    /** Whether it is of an address that secrets are sent to; a target {@code ...File} names a file that says whom to trust. */
    public boolean isAddress() {
        return isTarget && !name.endsWith("File");
    }

    /** Whether people choose its characters; numbers, truths and choices hold nothing to evaluate. */
    public boolean isFreeText() {
        return schema.path("type").asText().equals("string") && !schema.has("enum");
    }

    /** A number or a truth as one, where it is one and the text is; what is not is left to the schema to refuse. */
    public JsonNode typed(String text) {
        String type = schema.path("type").asText();
        if (type.equals("integer") && text.matches("-?[0-9]{1,9}")) {
            return schema.numberNode(Integer.parseInt(text));
        }
        if (type.equals("boolean") && text.matches("true|false")) {
            return schema.booleanNode(Boolean.parseBoolean(text));
        }
        return schema.textNode(text);
    }
}
