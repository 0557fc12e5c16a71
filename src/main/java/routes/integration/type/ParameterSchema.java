package routes.integration.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/**
 * Makes a JSON schema (draft 2020-12) of a Kamelet's property. The Kamelet's custom resource is nearly JSON schema: it has
 * {@code example} for {@code examples}, {@code format: password} for {@code writeOnly}, and numbers written as texts, because
 * its definition types {@code minimum}, {@code maximum} and {@code multipleOf} as strings.
 */
final class ParameterSchema {

    private static final List<String> KEPT = List.of("title", "description", "pattern", "minLength", "maxLength");
    private static final List<String> VALUES = List.of("default", "enum");
    private static final List<String> NUMBERS = List.of("minimum", "maximum", "multipleOf");
    private static final List<String> TYPES = List.of("string", "integer", "number", "boolean");

    private ParameterSchema() {}

    static ObjectNode of(String name, JsonNode property) {
        String type = property.path("type").asText("string");
        if (!TYPES.contains(type)) {
            throw new IllegalArgumentException(
                    "property " + name + " is of type " + type + ": expected string, integer, number or boolean");
        }
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", type);
        for (String keyword : KEPT) {
            if (property.has(keyword)) {
                schema.set(keyword, property.get(keyword));
            }
        }
        for (String keyword : VALUES) {
            if (property.has(keyword)) {
                schema.set(keyword, typed(type, property.get(keyword)));
            }
        }
        for (String keyword : NUMBERS) {
            if (property.has(keyword)) {
                schema.put(keyword, number(name, keyword, property.get(keyword).asText()));
            }
        }
        if (property.has("example")) {
            schema.putArray("examples").add(typed(type, property.get("example")));
        }
        setFormat(schema, property.path("format").asText(""));
        return schema;
    }

    private static void setFormat(ObjectNode schema, String format) {
        if (format.equals("password")) {
            schema.put("writeOnly", true).put("minLength", 1);
        } else if (!format.isEmpty()) {
            schema.put("format", format);
        }
    }

    /** A default or a choice in the property's own type, whether or not the Kamelet has it in quotes. */
    private static JsonNode typed(String type, JsonNode value) {
        if (value.isArray()) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            value.forEach(one -> all.add(typed(type, one)));
            return all;
        }
        return switch (type) {
            case "string" -> JsonNodeFactory.instance.textNode(value.asText());
            case "boolean" -> JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(value.asText()));
            case "integer" -> JsonNodeFactory.instance.numberNode(value.asLong());
            default -> JsonNodeFactory.instance.numberNode(value.asDouble());
        };
    }

    private static BigDecimal number(String name, String keyword, String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "property " + name + ": " + keyword + " = " + text + ", expected a number", notANumber);
        }
    }
}
