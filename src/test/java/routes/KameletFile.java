package routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Kamelet as the tidy test looks at it. */
record KameletFile(String name, String text, JsonNode tree) {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([A-Za-z0-9_.-]+)(?::[^}]*)?}}");

    static KameletFile of(String name, String text) {
        return new KameletFile(name, text, tree(name, text));
    }

    private static JsonNode tree(String name, String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException notYaml) {
            throw new UncheckedIOException(name + ": expected YAML", notYaml);
        }
    }

    static List<KameletFile> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(KameletFile::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    String type() {
        return label("camel.apache.org/kamelet.type");
    }

    String label(String key) {
        return tree.path("metadata").path("labels").path(key).asText();
    }

    String annotation(String key) {
        return tree.path("metadata").path("annotations").path(key).asText();
    }

    /** What environment variables make of it, as its annotation says; missing where it says nothing. */
    JsonNode environment() {
        JsonNode annotation = tree.path("metadata").path("annotations").path("siem.router/environment");
        return annotation.isMissingNode() ? annotation : tree(name, annotation.asText());
    }

    JsonNode definition() {
        return tree.path("spec").path("definition");
    }

    JsonNode template() {
        return tree.path("spec").path("template");
    }

    Set<String> properties() {
        Set<String> names = new LinkedHashSet<>();
        definition().path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Every name between double braces in the template. */
    Set<String> placeholders() {
        Set<String> names = new LinkedHashSet<>();
        Matcher found = PLACEHOLDER.matcher(template().toString());
        while (found.find()) {
            names.add(found.group(1));
        }
        return names;
    }

    private static KameletFile read(Path file) {
        try {
            return of(file.getFileName().toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
