package routes.destination.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import routes.disk.Sha256;

/**
 * The line a file begins with, which stays the same for as long as lines are only appended: by it a file is known again under
 * another name, compressed, or restored from a backup.
 *
 * @param bytes without its line break; what is longer is cut off at {@value #MOST} bytes
 */
record FirstLine(byte[] bytes) {

    /** More than an event may have. */
    private static final int MOST = 8 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty where the file has no whole line. */
    static Optional<FirstLine> of(Path file) throws IOException {
        try (InputStream plain = Channels.newInputStream(RegularFile.open(file, StandardOpenOption.READ));
                InputStream in = file.toString().endsWith(Rotation.GZIP) ? new GZIPInputStream(plain) : plain) {
            return of(in);
        }
    }

    private static Optional<FirstLine> of(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] block = new byte[4096];
        for (int read = in.read(block); read >= 0 && line.size() < MOST; read = in.read(block)) {
            for (int i = 0; i < read; i++) {
                if (block[i] == '\n') {
                    line.write(block, 0, i);
                    return Optional.of(new FirstLine(line.toByteArray()));
                }
            }
            line.write(block, 0, read);
        }
        return line.size() < MOST ? Optional.empty() : Optional.of(new FirstLine(line.toByteArray()));
    }

    /** SHA-256, in hexadecimal. */
    String mark() {
        return Sha256.of(bytes);
    }

    /** Whether it is an event as the journal writes them: an id, and a type or an action. */
    boolean isEvent() {
        try {
            JsonNode json = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
            return json.path("id").isTextual()
                    && (json.path("event_type").isTextual()
                            || json.path("action").isTextual());
        } catch (IOException notJson) {
            return false;
        }
    }
}
