package routes.disk;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {

    @TempDir
    private Path folder;

    @Test
    void a_new_file_is_the_owner_s_alone() throws IOException {
        Path file = folder.resolve("new");
        create(file);

        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void a_file_that_was_there_keeps_its_mode() throws IOException {
        Path file = opened("old");
        create(file);

        assertThat(mode(file)).isEqualTo("rw-r--r--");
    }

    @Test
    void new_folders_are_the_owner_s_alone() throws IOException {
        Path inner = OwnerOnly.createFolders(folder.resolve("outer/inner"));

        assertThat(mode(inner)).isEqualTo("rwx------");
        assertThat(mode(inner.getParent())).isEqualTo("rwx------");
    }

    @Test
    void a_restricted_file_is_closed_to_others() throws IOException {
        Path file = opened("restored");
        OwnerOnly.restrict(file);

        assertThat(mode(file)).isEqualTo("rw-------");
    }

    private Path opened(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "x");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static void create(Path file) throws IOException {
        try (FileChannel channel = OwnerOnly.open(file, Set.of(CREATE, WRITE))) {
            channel.force(true);
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
