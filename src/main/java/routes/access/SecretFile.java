package routes.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a small file that others replace while the router runs. What is no regular file is refused: reading a pipe may never end. */
final class SecretFile {

    private static final int MOST_BYTES = 1 << 20;

    private SecretFile() {}

    /** @throws IOException with a sentence that begins with what is wrong */
    static byte[] read(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException("there is no such file");
        }
        try (InputStream file = Files.newInputStream(path)) {
            byte[] bytes = file.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("it is larger than " + MOST_BYTES + " bytes");
            }
            return bytes;
        } catch (FileSystemException unreadable) {
            throw new IOException("it cannot be read by this process", unreadable);
        }
    }
}
