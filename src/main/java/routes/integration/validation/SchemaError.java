package routes.integration.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import routes.event.Amount;
import routes.integration.NearMiss;
import routes.integration.type.FieldNames;
import routes.integration.type.IntegrationType;
import routes.problem.Problem;

/**
 * Says in words what the JSON schema has against a document. A value is quoted only where the schema lists the values there
 * can be, and of a number outside its bounds: any other text may be a secret in the wrong place.
 */
final class SchemaError {

    private SchemaError() {}

    static Problem.Fault explain(IntegrationType type, ValidationMessage message) {
        String at = message.getInstanceLocation().toString();
        String keyword = message.getType();
        return switch (keyword) {
            case "additionalProperties" -> unknownField(type, at, message.getProperty());
            case "required" -> {
                String pointer = at + "/" + message.getProperty();
                yield new Problem.Fault(
                        pointer, "required", name(pointer) + " is missing." + expected(type, pointer), "");
            }
            case "enum" -> notAChoice(at, message);
            default ->
                new Problem.Fault(
                        at,
                        code(keyword),
                        name(at) + number(type, at, message) + " " + complaint(keyword, message.getSchemaNode()) + "."
                                + expected(type, at),
                        "");
        };
    }

    private static Problem.Fault unknownField(IntegrationType type, String at, String field) {
        List<String> known = new ArrayList<>();
        JsonNode schema = type.schema().at(schemaPointer(at));
        schema.path("properties").fieldNames().forEachRemaining(known::add);
        String nearest = NearMiss.of(field, known).orElse("");
        String detail = FieldNames.READ_ONLY.contains(field) && at.isEmpty()
                ? field + " is set by the server. Leave it out."
                : field + " is not a field of " + (at.isEmpty() ? type.name() : name(at)) + ".";
        return new Problem.Fault(
                at + "/" + escaped(field),
                "unknown_field",
                detail + didYouMean(nearest) + oneOf(nearest, known),
                nearest);
    }

    private static Problem.Fault notAChoice(String at, ValidationMessage message) {
        List<String> choices = new ArrayList<>();
        message.getSchemaNode().forEach(choice -> choices.add(choice.asText()));
        String value = message.getInstanceNode().asText();
        String nearest = NearMiss.of(value, choices).orElse("");
        boolean eventType = at.startsWith("/event_types/");
        String detail = "\"" + shortened(value) + "\""
                + (eventType ? " is not an event type." : " is not a choice for " + name(at) + ".");
        return new Problem.Fault(
                at,
                eventType ? "unknown_event_type" : "unknown_value",
                detail + didYouMean(nearest) + oneOf(nearest, choices),
                nearest);
    }

    private static String code(String keyword) {
        return switch (keyword) {
            case "type" -> "wrong_type";
            case "const" -> "immutable";
            case "minimum", "maximum", "multipleOf" -> "out_of_range";
            case "minItems", "minLength" -> "empty";
            case "maxLength" -> "too_long";
            case "uniqueItems" -> "repeated";
            default -> "malformed";
        };
    }

    private static String number(IntegrationType type, String at, ValidationMessage message) {
        boolean secret = type.schema().at(schemaPointer(at)).path("writeOnly").asBoolean();
        boolean told = code(message.getType()).equals("out_of_range") && !secret;
        return told ? " = " + shortened(message.getInstanceNode().asText()) : "";
    }

    private static String complaint(String keyword, JsonNode limit) {
        return switch (keyword) {
            case "type" -> "has to be of type " + limit.asText();
            case "const" -> "has to be " + limit.asText();
            case "minimum" -> "has to be at least " + limit.asText();
            case "maximum" -> "has to be at most " + limit.asText();
            case "multipleOf" -> "has to be a multiple of " + limit.asText();
            case "minItems", "minLength" -> "must not be empty; leave it out for the default";
            case "maxLength" -> "has to be at most " + Amount.of(limit.asLong(), "character") + " long";
            case "uniqueItems" -> "names something twice";
            case "pattern" -> "does not match " + limit.asText();
            default -> "is not a valid " + limit.asText();
        };
    }

    /** What the schema says of the field, and its first example. */
    private static String expected(IntegrationType type, String at) {
        JsonNode schema = type.schema().at(schemaPointer(at));
        String description = schema.path("description").asText("");
        String example = schema.at("/examples/0").asText("");
        return (description.isEmpty() ? "" : " " + description)
                + (example.isEmpty() ? "" : " For example " + example + ".");
    }

    /** {@code /batch/max_events} in a document is {@code /properties/batch/properties/max_events} in its schema. */
    private static String schemaPointer(String at) {
        return at.replaceAll("/\\d+$", "").replace("/", "/properties/");
    }

    private static String name(String at) {
        return at.isEmpty() ? "The body" : at.substring(1).replace('/', '.');
    }

    private static String didYouMean(String nearest) {
        return nearest.isEmpty() ? "" : " Did you mean " + nearest + "?";
    }

    private static String oneOf(String nearest, List<String> choices) {
        return nearest.isEmpty() ? " It can be " + String.join(", ", choices) + "." : "";
    }

    private static String shortened(String value) {
        return value.length() > 40 ? value.substring(0, 40) + "…" : value;
    }

    /** A name as part of a JSON pointer, RFC 6901 section 3. */
    private static String escaped(String field) {
        return field.replace("~", "~0").replace("/", "~1");
    }
}
