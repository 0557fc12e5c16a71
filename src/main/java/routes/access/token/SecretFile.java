package routes.access.token;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import routes.disk.BoundedFile;

/** Reads a small file that others replace while the router runs. */
final class SecretFile {

    private static final int MOST_BYTES = 1 << 20;

    private SecretFile() {}

    /** @throws IOException with a sentence that begins with what is wrong */
    static byte[] read(Path path) throws IOException {
        try {
            byte[] bytes = BoundedFile.read(path, MOST_BYTES);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("it is larger than " + MOST_BYTES + " bytes");
            }
            return bytes;
        } catch (NoSuchFileException absent) {
            throw new IOException("there is no such file", absent);
        } catch (FileSystemException unreadable) {
            throw new IOException("it cannot be read by this process", unreadable);
        }
    }
}
