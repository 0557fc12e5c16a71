package routes.event.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Makes a condition of its JSON. What one filter may ask is bounded, because it is asked of every event. */
final class FilterReader {

    private static final int DEEPEST = 5;
    private static final int MOST_CONDITIONS = 100;
    private static final int MOST_VALUES = 1_000;
    private static final int LONGEST_TEXT = 1_024;

    private final Predicate<String> isKnown;
    private int conditions;
    private int values;

    FilterReader(Predicate<String> isKnown) {
        this.isKnown = isKnown;
    }

    Condition read(JsonNode json) {
        return object(json, "", 1);
    }

    private Condition object(JsonNode json, String pointer, int depth) {
        if (!json.isObject() || json.isEmpty()) {
            throw new FilterException(
                    pointer, "Expected an object with at least one field, such as {\"tenant_id\": \"acme\"}.");
        }
        if (depth > DEEPEST) {
            throw new FilterException(pointer, "Conditions are nested at most " + DEEPEST + " deep.");
        }
        List<Condition> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            if (++conditions > MOST_CONDITIONS) {
                throw new FilterException(pointer, "A filter has at most " + MOST_CONDITIONS + " conditions.");
            }
            all.add(member(member.getKey(), member.getValue(), pointer, depth));
        }
        return all.size() == 1 ? all.get(0) : Condition.all(all);
    }

    private Condition member(String name, JsonNode json, String pointer, int depth) {
        String here = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
        return switch (name) {
            case "and" -> Condition.all(several(json, here, depth));
            case "or" -> Condition.any(several(json, here, depth));
            case "not" -> Condition.not(object(json, here, depth + 1));
            default -> {
                requireKnown(name, here);
                yield field(FieldPath.of(name), json, here);
            }
        };
    }

    private List<Condition> several(JsonNode json, String pointer, int depth) {
        if (!json.isArray() || json.isEmpty()) {
            throw new FilterException(pointer, "Expected an array of conditions, such as [{\"tenant_id\": \"acme\"}].");
        }
        List<Condition> all = new ArrayList<>();
        for (JsonNode condition : json) {
            all.add(object(condition, pointer + "/" + all.size(), depth + 1));
        }
        return all;
    }

    private void requireKnown(String name, String pointer) {
        String[] parts = name.split("\\.", -1);
        boolean isField = parts.length <= 2;
        for (String part : parts) {
            isField &= isKnown.test(part);
        }
        if (!isField) {
            throw new FilterException(
                    pointer,
                    "Expected and, or, not, or a field that the tables of docs/events.md have, such as tenant_id, agent_id,"
                            + " policy_id, caller or decision.action.");
        }
    }

    private Condition field(FieldPath field, JsonNode json, String pointer) {
        if (json.isArray()) {
            return in(field, json, pointer);
        }
        if (!json.isObject()) {
            return equal(field, json, pointer);
        }
        if (json.size() != 1) {
            throw operators(pointer);
        }
        Map.Entry<String, JsonNode> operator = json.properties().iterator().next();
        String here = pointer + "/" + operator.getKey();
        return switch (operator.getKey()) {
            case "equals" -> equal(field, operator.getValue(), here);
            case "in" -> in(field, operator.getValue(), here);
            case "prefix" -> prefix(field, operator.getValue(), here);
            case "exists" -> exists(field, operator.getValue(), here);
            default -> throw operators(pointer);
        };
    }

    private static FilterException operators(String pointer) {
        return new FilterException(
                pointer,
                "Expected a text, an array of texts, or an object with one of equals, in, prefix (a text) and exists (true or false).");
    }

    private Condition equal(FieldPath field, JsonNode json, String pointer) {
        WantedText wanted = value(json, pointer);
        return event -> field.any(event, wanted::equalTo);
    }

    private Condition in(FieldPath field, JsonNode json, String pointer) {
        if (!json.isArray() || json.isEmpty()) {
            throw new FilterException(pointer, "Expected an array of at least one text.");
        }
        List<WantedText> wanted = new ArrayList<>();
        for (JsonNode one : json) {
            wanted.add(value(one, pointer + "/" + wanted.size()));
        }
        return event -> field.any(event, (bytes, from, to) -> {
            for (WantedText one : wanted) {
                if (one.equalTo(bytes, from, to)) {
                    return true;
                }
            }
            return false;
        });
    }

    private Condition prefix(FieldPath field, JsonNode json, String pointer) {
        if (!json.isTextual() || json.textValue().isEmpty()) {
            throw new FilterException(pointer, "Expected a text of at least one character.");
        }
        WantedText wanted = value(json, pointer);
        return event -> field.any(event, wanted::begins);
    }

    private static Condition exists(FieldPath field, JsonNode json, String pointer) {
        if (!json.isBoolean()) {
            throw new FilterException(pointer, "Expected true or false.");
        }
        boolean wanted = json.booleanValue();
        return event -> field.isThere(event) == wanted;
    }

    private WantedText value(JsonNode json, String pointer) {
        if (!json.isTextual() && !json.isIntegralNumber() && !json.isBoolean()) {
            throw new FilterException(
                    pointer,
                    "Expected a text, a whole number, true or false; for a field that is not there, {\"exists\": false}.");
        }
        if (json.asText().length() > LONGEST_TEXT) {
            throw new FilterException(pointer, "Expected a text of at most " + LONGEST_TEXT + " characters.");
        }
        if (++values > MOST_VALUES) {
            throw new FilterException(pointer, "A filter has at most " + MOST_VALUES + " values.");
        }
        return WantedText.of(json.asText(), json.isTextual());
    }
}
