package routes.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.Set;

/** What holds code is written by root or by the user that runs the router, and by nobody else: whoever can write to it, can run anything here. */
final class TrustedOwner {

    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    /** Belongs to the user of this process, by name or where it has none by number, as the owner of a file is told. */
    private static final Path THIS_PROCESS = Path.of("/proc/self");

    private TrustedOwner() {}

    /**
     * A link is judged by what it leads to.
     *
     * @param variable that names the folder
     * @throws IllegalArgumentException where somebody else can write to it
     */
    static void require(String variable, Path path) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null) {
            return; // this file system knows no modes
        }
        PosixFileAttributes file = view.readAttributes();
        if (!Collections.disjoint(file.permissions(), OF_OTHERS)) {
            throw new IllegalArgumentException(
                    variable + ": " + path
                            + " can be written to by others, who could run code in the router. Take the right from them: chmod go-w");
        }
        String owner = file.owner().getName();
        if (!Set.of("root", "0").contains(owner) && !owner.equals(thisUser())) {
            throw new IllegalArgumentException(variable + ": " + path + " belongs to " + owner
                    + ", who could run code in the router. Expected root or " + thisUser()
                    + " as its owner: chown root");
        }
    }

    private static String thisUser() throws IOException {
        return Files.exists(THIS_PROCESS) ? Files.getOwner(THIS_PROCESS).getName() : System.getProperty("user.name");
    }
}
