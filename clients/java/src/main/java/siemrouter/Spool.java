package siemrouter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A folder of batches, a file each, in the order of their names. Several processes may share it. */
final class Spool {

    private static final String SUFFIX = ".ndjson";

    private final Path folder;
    private final long most;
    private long last;

    /** @param folder null for none */
    Spool(Path folder, long most) {
        this.folder = folder;
        this.most = most;
    }

    boolean isThere() {
        return folder != null;
    }

    synchronized long number() {
        Instant now = Instant.now();
        last = Math.max(last + 1, TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano());
        return last;
    }

    List<Path> files() {
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    /** Whether it is there now; whole, or not at all. */
    boolean store(long number, List<byte[]> lines) {
        if (folder == null) {
            return false;
        }
        String name = "%020d-%d".formatted(number, ProcessHandle.current().pid());
        try {
            Files.createDirectories(folder, mode("rwx------"));
            long size = lines.stream().mapToLong(line -> line.length).sum();
            if (held() + size > most) {
                return false;
            }
            Path part = folder.resolve(name + ".part");
            Files.deleteIfExists(part);
            Files.write(Files.createFile(part, mode("rw-------")), joined(lines));
            Files.move(part, folder.resolve(name + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    static List<byte[]> read(Path file) throws IOException {
        byte[] all;
        try {
            all = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            // another process has sent it
            return List.of();
        }
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n' || i == all.length - 1) {
                lines.add(Arrays.copyOfRange(all, from, i + 1));
                from = i + 1;
            }
        }
        return lines;
    }

    /** A lock that this process alone holds until it is closed, or null; the system frees it of one that dies. */
    FileChannel lock() throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // another shipper of this process has it
        }
        channel.close();
        return null;
    }

    private long held() {
        long held = 0;
        for (Path file : files()) {
            held += file.toFile().length();
        }
        return held;
    }

    private static byte[] joined(List<byte[]> lines) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        lines.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private FileAttribute<?>[] mode(String permissions) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
