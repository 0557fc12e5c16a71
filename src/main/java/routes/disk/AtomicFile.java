package routes.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Replaces a file as a whole, durably: after a crash at any moment there is the old content or the new. */
public final class AtomicFile {

    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private AtomicFile() {}

    /** Writes for the owner alone (mode 0600) where the file system knows modes. */
    public static void replace(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path temporary = folder.resolve(file.getFileName() + ".new");
        // Left behind by a crash; made anew so that nobody else's mode or link is written through.
        Files.deleteIfExists(temporary);
        try (FileChannel channel = OwnerOnly.open(temporary, NEW)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Folders.sync(folder);
    }
}
