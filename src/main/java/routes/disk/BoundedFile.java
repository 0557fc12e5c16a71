package routes.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a small file that somebody named. What is no regular file is not opened: reading a pipe or a device may never end. */
public final class BoundedFile {

    private BoundedFile() {}

    /**
     * @param most bytes that it may have
     * @return all of it; one byte more than {@code most} where it is larger, and no more than that is read
     * @throws NoSuchFileException where there is no regular file
     * @throws IOException where it cannot be read
     */
    public static byte[] read(Path file, int most) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most + 1);
        }
    }
}
