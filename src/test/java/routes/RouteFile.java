package routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of Camel routes as the tidy tests read it.
 *
 * @param path where it is
 * @param comment the comment lines it opens with, without their signs, as one text
 * @param elements its top-level elements, each an object of one member such as {@code route}
 */
record RouteFile(Path path, String comment, List<JsonNode> elements) {

    private static final YAMLMapper YAML = new YAMLMapper();

    /** Every route file below a folder. */
    static List<RouteFile> below(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .map(RouteFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its elements of this kind: {@code route}, {@code routeTemplate} or {@code routeConfiguration}. */
    List<JsonNode> all(String kind) {
        return elements.stream()
                .filter(element -> element.has(kind))
                .map(element -> element.get(kind))
                .toList();
    }

    /** Its elements that have an id and a flow or a policy. */
    List<JsonNode> routed() {
        List<JsonNode> found = new ArrayList<>(all("route"));
        found.addAll(all("routeTemplate"));
        found.addAll(all("routeConfiguration"));
        return found;
    }

    private static RouteFile read(Path path) {
        try {
            String text = Files.readString(path);
            String comment = text.lines()
                    .takeWhile(line -> line.startsWith("#"))
                    .map(line -> line.substring(1).strip())
                    .reduce("", (before, line) -> before + " " + line)
                    .strip();
            List<JsonNode> elements = new ArrayList<>();
            YAML.readTree(text).forEach(elements::add);
            return new RouteFile(path, comment, elements);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " is not YAML", e);
        }
    }
}
