package routes.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.journal.segment.Checksum;
import routes.journal.segment.Disk;
import routes.journal.segment.JournalUnusableException;

/** The file that keeps all subscriptions, and an older copy beside it for the day it is damaged. */
final class CursorFile {

    private static final Logger LOG = LoggerFactory.getLogger(CursorFile.class);
    private static final int VERSION = 2;
    private static final String RANGES = "settled_ranges";

    private final ObjectMapper json = new ObjectMapper();
    private final Disk disk;
    private final Path file;
    private final Path previous;

    CursorFile(Disk disk, Path dataFolder) {
        this.disk = disk;
        this.file = dataFolder.resolve("cursors.json");
        this.previous = dataFolder.resolve("cursors.previous.json");
    }

    /** None on a new data folder. A damaged file never passes for an empty one: that would skip what is pending. */
    List<CursorState> load() throws IOException {
        if (!Files.exists(file) && !Files.exists(previous)) {
            return List.of();
        }
        try {
            return read(file);
        } catch (IOException failure) {
            return loadPrevious(failure);
        }
    }

    private List<CursorState> loadPrevious(IOException damage) throws IOException {
        try {
            List<CursorState> states = read(previous);
            LOG.warn("{} cannot be read; going on from {}: some events are delivered twice", file, previous, damage);
            return states;
        } catch (IOException failure) {
            throw new JournalUnusableException(
                    file + " and " + previous + " cannot be read: restore one from a backup, or remove both; then each "
                            + "integration starts at its start_from, and what was pending is not delivered",
                    damage);
        }
    }

    private List<CursorState> read(Path from) throws IOException {
        JsonNode root = json.readTree(Files.readAllBytes(from));
        JsonNode subscriptions = root.path("subscriptions");
        int version = root.path("version").asInt();
        if (version < 1 || version > VERSION || !subscriptions.isObject()) {
            throw new IOException(from + ": expected version 1 or " + VERSION + " and an object \"subscriptions\"");
        }
        if (!checksum(subscriptions).equals(root.path("crc32c").asText())) {
            throw new IOException(from + ": does not match its checksum");
        }
        List<CursorState> states = new ArrayList<>();
        subscriptions.forEachEntry((name, node) -> states.add(state(name, node)));
        return states;
    }

    private static CursorState state(String name, JsonNode node) {
        Map<String, Long> counters = new HashMap<>();
        node.path("counters").forEachEntry((counter, value) -> counters.put(counter, value.asLong()));
        List<SettledRange> settled = new ArrayList<>();
        node.path(RANGES)
                .forEach(range -> settled.add(new SettledRange(
                        range.path(0).asLong(),
                        range.path(1).asLong(),
                        range.path(2).asLong())));
        return new CursorState(name, node.path("position").asLong(), counters, settled);
    }

    private static String checksum(JsonNode subscriptions) {
        byte[] text = subscriptions.toString().getBytes(StandardCharsets.UTF_8);
        return "%08x".formatted(Checksum.of(text, 0, text.length));
    }

    void save(Collection<CursorState> states) throws IOException {
        write(states, file);
    }

    /** The older copy; never made of the file's bytes, which may have been damaged since they were written. */
    void savePrevious(Collection<CursorState> states) throws IOException {
        write(states, previous);
    }

    private void write(Collection<CursorState> states, Path target) throws IOException {
        ObjectNode root = json.createObjectNode().put("version", VERSION);
        ObjectNode subscriptions = json.createObjectNode();
        for (CursorState state : states) {
            ObjectNode node = subscriptions.putObject(state.name()).put("position", state.position());
            state.counters().forEach(node.putObject("counters")::put);
            if (!state.settled().isEmpty()) {
                ArrayNode ranges = node.putArray(RANGES);
                state.settled().forEach(range -> ranges.addArray()
                        .add(range.from())
                        .add(range.to())
                        .add(range.events()));
            }
        }
        root.put("crc32c", checksum(subscriptions));
        root.set("subscriptions", subscriptions);
        replace(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(root), target);
    }

    /** Makes a rename durable: without this a power cut may bring the file before it back. */
    void syncFolder() throws IOException {
        disk.syncFolder(file.toAbsolutePath().getParent());
    }

    private void replace(byte[] content, Path target) throws IOException {
        Path temporary = target.resolveSibling(target.getFileName() + ".new");
        try (FileChannel channel = disk.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            Disk.write(channel, ByteBuffer.wrap(content), 0);
            channel.force(true);
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
