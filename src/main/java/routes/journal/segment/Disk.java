package routes.journal.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.BooleanSupplier;
import routes.disk.OwnerOnly;
import routes.disk.SteadyClock;

/**
 * The way to files, free space and time; tests put failing disks and their own clock here.
 *
 * @param sureOfAges whether the clock can be trusted to tell how old something is
 */
public record Disk(Opener opener, Space space, InstantSource clock, BooleanSupplier sureOfAges) {

    /** With a clock that never jumps. */
    public Disk(Opener opener, Space space, InstantSource clock) {
        this(opener, space, clock, () -> true);
    }

    /** Opens a channel. */
    @FunctionalInterface
    public interface Opener {
        FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException;
    }

    /** The bytes that can still be written in a folder. */
    @FunctionalInterface
    public interface Space {
        long usable(Path folder) throws IOException;
    }

    /** What it creates is the owner's alone. */
    public static Disk real(SteadyClock clock) {
        return new Disk(OwnerOnly::open, folder -> Files.getFileStore(folder).getUsableSpace(), clock, clock::isSure);
    }

    /** For reading alone. */
    public static Disk toRead() {
        return new Disk(OwnerOnly::open, folder -> 0, InstantSource.system());
    }

    public FileChannel open(Path file, OpenOption... options) throws IOException {
        return opener.open(file, Set.of(options));
    }

    /** A file that was created or renamed is durable only once its folder is synced. */
    public void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    public static void write(FileChannel channel, ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /** Reads until the buffer is full or the file ends. */
    public static void read(FileChannel channel, ByteBuffer into, long offset) throws IOException {
        long at = offset;
        while (into.hasRemaining()) {
            int count = channel.read(into, at);
            if (count < 0) {
                return;
            }
            at += count;
        }
    }
}
