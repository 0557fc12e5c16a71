package routes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A file system of a few megabytes in memory, so that a disk can really be full. Where mounting is not permitted a test is
 * skipped, but not on the build machine ({@code CI=true}), where it has to run.
 */
final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk mount(Path parent, int megabytes) {
        try {
            Path folder = Files.createDirectory(parent.resolve("disk"));
            Optional<String> refused =
                    run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m,mode=0700", "tmpfs", folder.toString());
            if (refused.isPresent() && Boolean.parseBoolean(System.getenv("CI"))) {
                throw new AssertionError("CI=true, and no file system can be mounted: " + refused.get());
            }
            assumeTrue(refused.isEmpty(), () -> "skipped, mounting is not permitted: " + refused.orElse(""));
            return new SmallDisk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The environment of a router that keeps its data here, and almost no reserve. */
    Map<String, String> environment(long reserve) {
        return Map.of(
                "SIEM_DATA_DIR",
                data().toString(),
                "SIEM_JOURNAL_MIN_FREE_BYTES",
                Long.toString(reserve),
                "SIEM_JOURNAL_SEGMENT_BYTES",
                Integer.toString(1 << 20));
    }

    Path data() {
        return folder.resolve("data");
    }

    /** Takes all the room but these bytes. */
    void fillUpTo(long left) {
        try (RandomAccessFile file = new RandomAccessFile(ballast().toFile(), "rw")) {
            byte[] page = new byte[4096];
            file.seek(file.length());
            while (Files.getFileStore(folder).getUsableSpace() >= left + page.length) {
                file.write(page);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives back what {@link #fillUpTo} took. */
    void makeRoom() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void readOnly() {
        run("mount", "-o", "remount,ro", folder.toString()).ifPresent(said -> {
            throw new AssertionError("cannot be made read-only: " + said);
        });
    }

    /** The router has to be gone. */
    @Override
    public void close() {
        run("umount", folder.toString()).ifPresent(said -> {
            throw new AssertionError("cannot be unmounted: " + said);
        });
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    /** What the command said where it failed. */
    private static Optional<String> run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.empty() : Optional.of(said.strip());
        } catch (IOException e) {
            return Optional.of(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
