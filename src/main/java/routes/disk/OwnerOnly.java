package routes.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Makes files of mode 0600 and folders of mode 0700, whatever the umask, where the file system knows modes. What is there
 * already keeps its mode: whoever runs the router may have opened it to a backup on purpose.
 */
public final class OwnerOnly {

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {}

    /** As {@link FileChannel#open(Path, Set, FileAttribute...)}. */
    public static FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
        boolean mayCreate =
                options.contains(StandardOpenOption.CREATE) || options.contains(StandardOpenOption.CREATE_NEW);
        return mayCreate ? FileChannel.open(file, options, mode(file, FILE)) : FileChannel.open(file, options);
    }

    /** With the folders above it that are missing. */
    public static Path createFolders(Path folder) throws IOException {
        return Files.createDirectories(folder, mode(folder, FOLDER));
    }

    /** Takes the rights of others to a file of secrets away, whoever gave them. */
    public static void restrict(Path file) throws IOException {
        if (knowsModes(file) && !FILE.containsAll(Files.getPosixFilePermissions(file))) {
            Files.setPosixFilePermissions(file, FILE);
        }
    }

    private static FileAttribute<?>[] mode(Path path, Set<PosixFilePermission> permissions) {
        return knowsModes(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean knowsModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
