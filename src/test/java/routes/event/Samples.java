package routes.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of samples/ as the journal would hold them: compact, and with an id. */
public final class Samples {

    private static final Path FOLDER = Path.of("samples");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Samples() {}

    /** The file names without their ending. */
    public static List<String> names() {
        return names(FOLDER, "");
    }

    /** Those of the router's own events, which nobody can send. */
    public static List<String> own() {
        return names(FOLDER.resolve("router"), "router/");
    }

    private static List<String> names(Path folder, String prefix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> prefix + name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static Event event(String name) {
        return event(json(name));
    }

    public static Event event(ObjectNode json) {
        byte[] line = json.toString().getBytes(StandardCharsets.UTF_8);
        return new Event(line, 0, line.length, Kinds.of(line, 0, line.length), 0);
    }

    public static ObjectNode json(String name) {
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(Files.readAllBytes(FOLDER.resolve(name + ".json")));
            if (!json.has("id")) {
                json.put("id", "01976f2a-0000-7000-8000-000000000001");
            }
            return json;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Bodies that are not a batch, as a route or Pipe may hold them: each is this one event, or an array of it. */
    public static List<Object> loneBodies(String name) {
        ObjectNode event = json(name);
        byte[] bytes = event.toString().getBytes(StandardCharsets.UTF_8);
        Map<?, ?> tree = JSON.convertValue(event, Map.class);
        return List.of(
                event.toString(), bytes, new ByteArrayInputStream(bytes), tree, "[" + event + "]", List.of(tree));
    }

    /** A batch of copies of one sample with the ids 0, 1, 2 and so on. */
    public static Batch batch(String name, int count) {
        return new Batch(Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> event(json(name).put("id", String.valueOf(i))))
                .toList());
    }

    public static Batch part(Batch batch, int from, int to) {
        return new Batch(batch.events().subList(from, to));
    }
}
