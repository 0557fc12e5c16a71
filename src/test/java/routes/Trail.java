package routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The audit trail of a data folder, from its first line to its last: what producers sent, and apart from it the router's own events. */
final class Trail {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OWN = "\"event_type\":\"router.";

    private Trail() {}

    static boolean isOwn(String line) {
        return line.contains(OWN);
    }

    static List<String> sent(Path data) {
        return all(data).stream().filter(line -> !isOwn(line)).toList();
    }

    static List<JsonNode> own(Path data) {
        return all(data).stream().filter(Trail::isOwn).map(Trail::parse).toList();
    }

    private static List<String> all(Path data) {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(data.resolve("audit"))) {
            for (Path file : files.filter(Trail::isSegment).sorted().toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSegment(Path file) {
        return file.toString().endsWith(".jsonl") && !Files.isSymbolicLink(file);
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }
}
