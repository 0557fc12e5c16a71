package routes.destination.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import routes.disk.OwnerOnly;

/** Opens files and nothing else: no link is followed, and no pipe, device or folder opened. */
final class RegularFile {

    private RegularFile() {}

    /** @throws ForeignFileException where something is there that is no file */
    static boolean isThere(Path path) throws IOException {
        try {
            if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isRegularFile()) {
                throw new ForeignFileException();
            }
            return true;
        } catch (NoSuchFileException none) {
            return false;
        }
    }

    /** As {@link OwnerOnly#open}. */
    static FileChannel open(Path path, StandardOpenOption... options) throws IOException {
        // before it is opened: who opens a pipe waits for its other end
        isThere(path);
        Set<OpenOption> all = new HashSet<>(Set.of(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        return OwnerOnly.open(path, all);
    }

    /** Makes one anew, in place of what a crash left; for names with a dot before them, which nobody else uses. */
    static FileChannel create(Path path) throws IOException {
        Files.deleteIfExists(path);
        return open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
