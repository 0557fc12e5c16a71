package routes.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The dead letters of one integration on disk, in the order of their positions; a torn last line is cut at opening. */
final class DeadLetterFile {

    /** Writes one refusal as a line, its line break included. */
    @FunctionalInterface
    interface LineWriter {
        byte[] line(Refusal refusal) throws IOException;
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private long count;
    private long lastPosition = -1;

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
        long fresh = 0;
        for (Refusal refusal : refusals) {
            if (refusal.event().position() > lastPosition) {
                lines.write(writer.line(refusal));
                fresh++;
            }
        }
        if (fresh == 0) {
            return;
        }
        write(lines.toByteArray());
        count += fresh;
        lastPosition = refusals.get(refusals.size() - 1).event().position();
    }

    private void write(byte[] lines) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long start = channel.size();
            try {
                ByteBuffer rest = ByteBuffer.wrap(lines);
                channel.position(start);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            } catch (IOException failed) {
                channel.truncate(start);
                throw failed;
            }
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
        }
    }

    private void readCount() throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(path)) {
            String last = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                count++;
                last = line;
            }
            JsonNode entry = last == null ? null : JSON.readTree(last);
            lastPosition = entry == null ? -1 : entry.path("position").asLong(-1);
        }
    }
}
