package routes.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A bill of materials in CycloneDX's JSON, as the build makes it. */
final class Sbom {

    private final List<JsonNode> libraries;

    private Sbom(List<JsonNode> libraries) {
        this.libraries = libraries;
    }

    static Sbom read(Path file) throws IOException {
        if (Files.notExists(file)) {
            throw new AssertionError(file + " is made by mvn verify, not by mvn package: run that");
        }
        return parse(Files.readString(file));
    }

    static Sbom parse(String json) throws IOException {
        return new Sbom(elements(new ObjectMapper().readTree(json).path("components")));
    }

    List<Component> components() {
        return libraries.stream()
                .map(library ->
                        new Component(nameOf(library), library.path("version").asText()))
                .distinct()
                .toList();
    }

    /** The jars by their names in the folder {@code lib}. */
    List<String> jars() {
        return libraries.stream().map(Sbom::jarOf).sorted().toList();
    }

    /** Each library's licenses, by the library's name. */
    SortedMap<String, String> licenses() {
        return libraries.stream()
                .collect(Collectors.toMap(Sbom::nameOf, Sbom::licensesOf, (one, same) -> one, TreeMap::new));
    }

    private static String nameOf(JsonNode library) {
        return library.path("group").asText() + ":" + library.path("name").asText();
    }

    private static String jarOf(JsonNode library) {
        String purl = library.path("purl").asText();
        int classifier = purl.indexOf("classifier=");
        String suffix = classifier < 0
                ? ""
                : "-" + purl.substring(classifier + "classifier=".length()).replaceFirst("&.*", "");
        return library.path("name").asText() + "-" + library.path("version").asText() + suffix + ".jar";
    }

    private static String licensesOf(JsonNode library) {
        return elements(library.path("licenses")).stream()
                .map(entry -> entry.path("license")
                        .path("id")
                        .asText(entry.path("expression").asText()))
                .collect(Collectors.joining(" or "));
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
