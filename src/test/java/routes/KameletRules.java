package routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules of the Apache Kamelet catalogue's validator (camel-kamelets, script/validator/main.go) for a Kamelet as a whole,
 * and those of this project: an opening comment, and what an integration type has to say.
 */
final class KameletRules {

    private static final Set<String> TYPES = Set.of("source", "sink", "action");
    private static final Set<String> SUPPORT = Set.of("Preview", "Stable");
    /** Given by the Kamelet component itself. */
    private static final String ROUTE_ID = "routeId";
    /** Camel's property function that asks a bean. */
    private static final String BEAN = "bean";

    /** How a setting and a secret name a variable; the pattern's group. */
    static final Pattern VARIABLE = Pattern.compile("\\{\\{env:([A-Z][A-Z0-9_]*)(:[^{}]*)?}}");

    static final Pattern SECRET_VARIABLE = Pattern.compile("^\\{\"env\":\"([A-Z][A-Z0-9_]*)\"}$");
    private static final Pattern NAME = Pattern.compile("\\$\\{([^:}]*)(:[^}]*)?}");

    private final KameletFile file;
    private final List<String> violations = new ArrayList<>();

    private KameletRules(KameletFile file) {
        this.file = file;
    }

    /** What is wrong, one message each; a Kamelet that follows the rules has none. */
    static List<String> violations(KameletFile file) {
        KameletRules rules = new KameletRules(file);
        rules.names();
        rules.metadata();
        rules.definition();
        rules.placeholders();
        rules.template();
        rules.integrationType();
        for (String property : file.properties()) {
            rules.violations.addAll(KameletPropertyRules.violations(file, property));
        }
        return rules.violations;
    }

    /** What is wrong between files that each follow the rules. */
    static List<String> violationsAmong(List<KameletFile> files) {
        List<String> violations = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        for (KameletFile file : files) {
            unique(seen, file, "title", file.definition().path("title").asText(), violations);
            unique(
                    seen,
                    file,
                    "description",
                    file.definition().path("description").asText(),
                    violations);
            unique(seen, file, "integration type", file.label("siem.router/integration-type"), violations);
            String version = files.get(0).annotation("camel.apache.org/catalog.version");
            if (!file.annotation("camel.apache.org/catalog.version").equals(version)) {
                violations.add(file.name() + ": catalog.version: expected " + version + " as in all other Kamelets");
            }
        }
        return violations;
    }

    private static void unique(
            Map<String, String> seen, KameletFile file, String what, String value, List<String> violations) {
        String other = value.isEmpty() ? null : seen.put(what + value, file.name());
        if (other != null) {
            violations.add(file.name() + ": " + what + ": expected one of its own, not that of " + other);
        }
    }

    private void names() {
        String name = file.tree().path("metadata").path("name").asText();
        expect(file.name().equals(name + ".kamelet.yaml"), "metadata.name", "the file's name without .kamelet.yaml");
        expect(TYPES.contains(file.type()), "kamelet.type", "one of source, sink, action");
        expect(name.endsWith("-" + file.type()), "metadata.name", "to end with -" + file.type());
        expect(file.text().startsWith("# "), "line 1", "a comment that says what goes in and what comes out");
    }

    private void metadata() {
        String icon = file.annotation("camel.apache.org/kamelet.icon");
        expect(icon.startsWith("data:image/"), "kamelet.icon", "a data:image URI");
        for (String key : List.of("provider", "catalog.version")) {
            expect(!file.annotation("camel.apache.org/" + key).isEmpty(), key, "to be there");
        }
        String support = file.annotation("camel.apache.org/kamelet.support.level");
        expect(SUPPORT.contains(support), "kamelet.support.level", "Preview or Stable");
        for (JsonNode dependency : file.tree().path("spec").path("dependencies")) {
            String text = dependency.asText();
            expect(text.matches("(camel|mvn|github):.+"), "dependencies", "camel:, mvn: or github: before " + text);
        }
    }

    private void definition() {
        JsonNode definition = file.definition();
        String title = definition.path("title").asText();
        String ending = file.type().isEmpty()
                ? ""
                : file.type().substring(0, 1).toUpperCase(Locale.ROOT)
                        + file.type().substring(1);
        expect(!title.isEmpty() && title.endsWith(ending), "title", "to end with " + ending);
        expect(!definition.path("description").asText().isBlank(), "description", "to be there");
        expect(definition.path("type").asText().equals("object"), "definition.type", "object");
        Set<String> required = new HashSet<>();
        for (JsonNode name : definition.path("required")) {
            expect(required.add(name.asText()), "required", name.asText() + " once");
            expect(file.properties().contains(name.asText()), "required", name.asText() + " among the properties");
        }
    }

    private void placeholders() {
        Set<String> known = new HashSet<>(file.properties());
        for (JsonNode bean : file.template().path("beans")) {
            known.add(bean.path("name").asText());
        }
        known.add(ROUTE_ID);
        known.add(BEAN);
        for (String name : file.placeholders()) {
            expect(known.contains(name), "{{" + name + "}}", "a property or a template bean of this name");
        }
        for (String name : file.properties()) {
            expect(file.placeholders().contains(name), name, "to be used in the template");
        }
    }

    private void template() {
        String text = file.template().toString();
        if (!file.type().equals("source")) {
            expect(text.contains("kamelet:source"), "template", "to start from kamelet:source");
            expect(
                    KameletHeaderRules.violations(file) == 0,
                    "removeHeaders",
                    "excludePattern: \"CamelRedeliver.*\" wherever a step follows that can fail");
        }
        if (file.type().equals("source")) {
            expect(text.contains("kamelet:sink"), "template", "to end at kamelet:sink");
        }
    }

    private void integrationType() {
        String type = file.label("siem.router/integration-type");
        if (type.isEmpty()) {
            return;
        }
        expect(type.matches("[a-z][a-z0-9_]*"), "integration-type", "lower-case words joined by underscores");
        expect(file.type().equals("sink"), "integration-type", "a sink");
        for (String key : List.of("siem.router/batch.max-events", "siem.router/batch.max-bytes")) {
            expect(file.annotation(key).matches("[1-9][0-9]*"), key, "a whole number above 0");
        }
        environment();
        for (String name : names(file.annotation("siem.router/address"))) {
            expect(file.properties().contains(name), "address", name + " among the properties");
        }
    }

    /** The words of {@code SIEM_TYPE}, and fields with <code>{{env:VARIABLE}}</code> in them, see {@code EnvironmentForm}. */
    private void environment() {
        String words = file.annotation("siem.router/siem-type");
        JsonNode entry = file.environment();
        if (words.isEmpty() && entry.isMissingNode()) {
            return;
        }
        expect(words.matches("[a-z]+(, [a-z]+)*"), "siem-type", "words, comma between");
        expect(entry.isObject(), "environment", "fields in YAML");
        Map<String, String> properties = new HashMap<>();
        file.properties().forEach(name -> properties.put(field(name), name));
        entry.properties().forEach(field -> {
            String property = properties.getOrDefault(field.getKey(), "");
            expect(!property.isEmpty(), "environment", field.getKey() + " among the properties' fields");
            boolean secret = file.definition()
                    .at("/properties/" + property + "/format")
                    .asText()
                    .equals("password");
            Pattern form = secret ? SECRET_VARIABLE : VARIABLE;
            String value = field.getValue().isTextual()
                    ? field.getValue().asText()
                    : field.getValue().toString();
            expect(form.matcher(value).find(), "environment", form + " in " + field.getKey());
        });
        for (JsonNode required : file.definition().path("required")) {
            expect(entry.has(field(required.asText())), "environment", "a line for " + required.asText());
        }
    }

    /** In the API and in files. */
    private static String field(String property) {
        return property.replaceAll("[A-Z]", "_$0").toLowerCase(Locale.ROOT);
    }

    private static List<String> names(String template) {
        return NAME.matcher(template).results().map(found -> found.group(1)).toList();
    }

    private void expect(boolean kept, String what, String expected) {
        if (!kept) {
            violations.add(file.name() + ": " + what + ": expected " + expected);
        }
    }
}
