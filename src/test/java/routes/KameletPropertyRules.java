package routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The same validator's rules for one property, and those of this project for secrets, addresses and defaults. */
final class KameletPropertyRules {

    private static final Set<String> FLAT = Set.of("string", "integer", "number", "boolean");
    private static final String CREDENTIALS = "urn:camel:group:credentials";

    private final String where;
    private final JsonNode property;
    private final List<String> violations = new ArrayList<>();

    private KameletPropertyRules(String where, JsonNode property) {
        this.where = where;
        this.property = property;
    }

    static List<String> violations(KameletFile file, String name) {
        KameletPropertyRules rules = new KameletPropertyRules(
                file.name() + ": property " + name,
                file.definition().path("properties").path(name));
        rules.words(name);
        rules.secrets(name);
        rules.values(name);
        return rules.violations;
    }

    private void words(String name) {
        String title = property.path("title").asText();
        expect(!title.isEmpty() && Character.isUpperCase(title.charAt(0)), "title: expected a capital first");
        expect(!title.matches("(The|A|An) .*"), "title: expected no article first");
        expect(!property.path("description").asText().isBlank(), "description: expected one");
        expect(FLAT.contains(property.path("type").asText()), "type: expected string, integer, number or boolean");
        expect(name.matches("[a-z][A-Za-z0-9]*"), "name: expected camelCase");
        expect(!name.equals("id"), "name: expected another one, id is the route's");
    }

    /** Camel masks what it logs by a property's name, so a secret has to be called one. */
    private void secrets(String name) {
        boolean named = name.toLowerCase(Locale.ROOT).matches(".*(token|password|secret|apikey|passphrase).*");
        boolean secret = property.path("format").asText().equals("password");
        expect(
                named == secret,
                "format: expected password for a name with token, password, secret, apiKey, and else not");
        List<String> descriptors = new ArrayList<>();
        property.path("x-descriptors").forEach(descriptor -> descriptors.add(descriptor.asText()));
        expect(
                secret == descriptors.contains(CREDENTIALS),
                "x-descriptors: expected " + CREDENTIALS + " for secrets only");
        expect(new HashSet<>(descriptors).size() == descriptors.size(), "x-descriptors: expected each once");
        expect(
                descriptors.stream().noneMatch(descriptor -> descriptor.startsWith("urn:alm:")),
                "x-descriptors: expected urn:camel:, not the old urn:alm:");
        expect(!secret || !property.has("default"), "default: expected none for a secret");
    }

    private void values(String name) {
        expect(!name.equals("url") || property.has("pattern"), "pattern: expected one for an address");
        // Without one, 0 or -1 is only found out when the route starts, or never: a timeout of 0 may be none at all.
        expect(
                !property.path("type").asText().equals("integer") || property.has("minimum"),
                "minimum: expected one for an integer");
        for (String bound : List.of("minimum", "maximum", "multipleOf")) {
            expect(
                    !property.has(bound) || property.path(bound).isTextual(),
                    bound + ": expected quotes, as in the CRD");
        }
        for (String kind : List.of("default", "example")) {
            expect(
                    !property.has(kind) || fits(property.path(kind)),
                    kind + ": expected to fit type, enum, pattern and bounds");
        }
    }

    private boolean fits(JsonNode value) {
        boolean typed =
                switch (property.path("type").asText()) {
                    case "string" -> value.isTextual();
                    case "integer" -> value.isIntegralNumber();
                    case "number" -> value.isNumber();
                    case "boolean" -> value.isBoolean();
                    default -> false;
                };
        boolean listed = !property.has("enum");
        for (JsonNode allowed : property.path("enum")) {
            listed |= allowed.equals(value);
        }
        String pattern = property.path("pattern").asText();
        return typed && listed && (pattern.isEmpty() || value.asText().matches(pattern)) && isWithinBounds(value);
    }

    private boolean isWithinBounds(JsonNode value) {
        return !value.isNumber()
                || (value.asDouble() >= property.path("minimum").asDouble(Double.NEGATIVE_INFINITY)
                        && value.asDouble() <= property.path("maximum").asDouble(Double.POSITIVE_INFINITY));
    }

    private void expect(boolean kept, String violation) {
        if (!kept) {
            violations.add(where + ": " + violation);
        }
    }
}
