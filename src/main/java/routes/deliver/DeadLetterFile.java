package routes.deliver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import routes.disk.OwnerOnly;

/** The dead letters of one integration on disk, in the order of their refusal; a torn last line is cut at opening. */
final class DeadLetterFile {

    /** Writes one refusal as a line, its line break included. */
    @FunctionalInterface
    interface LineWriter {
        byte[] line(Refusal refusal) throws IOException;
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<StandardOpenOption> NEW_OR_OLD =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private final Path path;
    private long count;
    /** Bytes of whole lines. */
    private long length;

    private final RecentPositions written = new RecentPositions();

    private DeadLetterFile(Path path) {
        this.path = path;
    }

    static DeadLetterFile open(Path path) throws IOException {
        DeadLetterFile file = new DeadLetterFile(path);
        if (Files.exists(path)) {
            file.cutTornLine();
            file.readCount();
        }
        return file;
    }

    Path path() {
        return path;
    }

    synchronized long count() {
        return count;
    }

    /** Appends those that do not stand here yet and waits until they are on disk. */
    synchronized void append(List<Refusal> refusals, LineWriter writer) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        List<Refusal> fresh = refusals.stream()
                .filter(refusal -> !written.contains(refusal.event().position()))
                .toList();
        for (Refusal refusal : fresh) {
            lines.write(writer.line(refusal));
        }
        if (fresh.isEmpty()) {
            return;
        }
        write(lines.toByteArray());
        count += fresh.size();
        fresh.forEach(refusal -> written.add(refusal.event().position()));
    }

    private void write(byte[] lines) throws IOException {
        try (FileChannel channel = OwnerOnly.open(path, NEW_OR_OLD)) {
            // what a write that failed left behind, though nobody could cut it then
            channel.truncate(length);
            ByteBuffer rest = ByteBuffer.wrap(lines);
            channel.position(length);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        if (length == 0) {
            syncFolder();
        }
        length += lines.length;
    }

    /** A new file is durable only once its folder is. */
    private void syncFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private void cutTornLine() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = channel.size();
            ByteBuffer one = ByteBuffer.allocate(1);
            while (end > 0) {
                one.clear();
                channel.read(one, end - 1);
                if (one.get(0) == '\n') {
                    break;
                }
                end--;
            }
            channel.truncate(end);
            length = end;
        }
    }

    private void readCount() throws IOException {
        try (BufferedReader lines = reader(path)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                count++;
                written.add(entry(line).path("position").asLong(-1));
            }
        }
    }

    /** Reads on over bytes that are no UTF-8: one flipped bit must not stop an integration. */
    static BufferedReader reader(Path path) throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8));
    }

    /** A line as JSON; empty where it is damaged. The parser's message is not told: it would quote the event. */
    static JsonNode entry(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException damaged) {
            return JSON.createObjectNode();
        }
    }
}
