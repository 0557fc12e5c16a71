package routes.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.disk.AtomicFile;

/**
 * What people were told, kept over a restart, so that a failure that goes on is no new one: {@code notified.json}, an object of {@code key},
 * {@code name}, {@code type}, {@code since} and {@code told_at} by the integration's id. One that is damaged or cannot be written holds
 * nothing up: people are told once more.
 */
final class TroubleFile {

    private static final Logger LOG = LoggerFactory.getLogger(TroubleFile.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private byte[] written = new byte[0];

    TroubleFile(Path file) {
        this.file = file;
    }

    Map<String, Trouble> read() {
        Map<String, Trouble> all = new HashMap<>();
        try {
            if (Files.exists(file)) {
                JSON.readTree(Files.readAllBytes(file)).forEachEntry((id, one) -> all.put(id, trouble(one)));
            }
            return all;
        } catch (IOException | DateTimeParseException damaged) {
            LOG.warn("{} is damaged and will be written anew: people are told once more of what fails.", file);
            return Map.of();
        }
    }

    /** Writes what has changed. */
    void keep(Map<String, Trouble> open) {
        ObjectNode all = JSON.createObjectNode();
        open.keySet().stream().sorted().forEach(id -> write(all.putObject(id), open.get(id)));
        byte[] content = all.toString().getBytes(StandardCharsets.UTF_8);
        if (Arrays.equals(content, written) || (open.isEmpty() && !Files.exists(file))) {
            return;
        }
        written = content;
        try {
            AtomicFile.replace(file, content);
        } catch (IOException unwritable) {
            LOG.warn(
                    "{} cannot be written: {}. After a restart people are told once more.",
                    file,
                    unwritable.toString());
        }
    }

    private static void write(ObjectNode to, Trouble trouble) {
        to.put("key", trouble.key())
                .put("name", trouble.name())
                .put("type", trouble.type())
                .put("since", trouble.since().toString())
                .put("told_at", trouble.toldAt().toString());
    }

    private static Trouble trouble(JsonNode one) {
        Instant told = Instant.parse(one.path("told_at").asText());
        return new Trouble(
                one.path("key").asText(),
                one.path("name").asText(),
                one.path("type").asText(),
                Instant.parse(one.path("since").asText()),
                told,
                told);
    }
}
