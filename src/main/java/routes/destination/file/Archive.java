package routes.destination.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import routes.disk.Folders;
import routes.verdict.DeliveryException;

/**
 * One file of lines, in a folder that is known to be allowed, and what stands beside it: {@code .<name>.lock}, because the file's
 * own name changes, {@code .<name>.began}, see {@link BegunFiles}, and for a moment {@code .<name>.new}.
 *
 * @param active the file that is written
 */
record Archive(Path active, Rotation rotation) {

    /** Returns when the lines are on disk. */
    void append(ByteBuffer lines) throws IOException, DeliveryException {
        boolean hasMarks = RegularFile.isThere(BegunFiles.list(active));
        boolean keptNoMarks = keptNoMarks();
        if (isThere() && !keptNoMarks && !hasMarks) {
            // no lock is left beside what is not ours
            throw new ForeignFileException();
        }
        try (FileChannel channel =
                        RegularFile.open(beside("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw ArchiveFailure.inUse();
            }
            write(lines, begun(keptNoMarks));
        } catch (OverlappingFileLockException anotherThread) {
            throw ArchiveFailure.inUse();
        }
    }

    /** Finds out whether lines could be appended; nothing of it stays. */
    void tryOut(ByteBuffer lines) throws IOException {
        boolean keptNoMarks = keptNoMarks();
        BegunFiles begun = BegunFiles.of(active);
        if (isThere()) {
            if (!(keptNoMarks ? beginsWithAnEvent() : begun.holds(active))) {
                throw new ForeignFileException();
            }
            LineFile.check(active);
        }
        Path trial = beside("test");
        try (LineFile file = new LineFile(RegularFile.create(trial))) {
            file.append(lines);
        } finally {
            Files.deleteIfExists(trial);
        }
    }

    private boolean beginsWithAnEvent() throws IOException {
        return FirstLine.of(active).filter(FirstLine::isEvent).isPresent();
    }

    /** Whether a version that kept no marks wrote here: all it left beside the file was its lock. */
    private boolean keptNoMarks() throws IOException {
        return RegularFile.isThere(beside("lock")) && !RegularFile.isThere(BegunFiles.list(active));
    }

    private BegunFiles begun(boolean keptNoMarks) throws IOException {
        BegunFiles begun = BegunFiles.of(active);
        if (keptNoMarks) {
            List<Path> files = new ArrayList<>(rotation.aside());
            if (isThere()) {
                files.add(active);
            }
            begun.adopt(files);
        }
        return begun;
    }

    private void write(ByteBuffer lines, BegunFiles begun) throws IOException {
        if (isThere()) {
            if (!begun.holds(active)) {
                throw new ForeignFileException();
            }
            FileTime written = Files.getLastModifiedTime(active, LinkOption.NOFOLLOW_LINKS);
            try (LineFile file = LineFile.open(active)) {
                if (!rotation.isDue(file.size(), written, lines.remaining())) {
                    file.append(lines);
                    return;
                }
            }
            rotation.rotate(begun);
        }
        begin(lines, begun);
    }

    /** The file has its name once its first lines are on disk: whoever finds it can tell by its first line whose it is. */
    private void begin(ByteBuffer lines, BegunFiles begun) throws IOException {
        begun.begin(firstLine(lines));
        Path made = beside("new");
        try (LineFile file = new LineFile(RegularFile.create(made))) {
            file.append(lines);
            Files.move(made, active);
        } finally {
            Files.deleteIfExists(made);
        }
        Folders.sync(active.getParent());
    }

    private static FirstLine firstLine(ByteBuffer lines) {
        int end = lines.position();
        while (lines.get(end) != '\n') {
            end++;
        }
        byte[] first = new byte[end - lines.position()];
        lines.get(lines.position(), first);
        return new FirstLine(first);
    }

    private boolean isThere() {
        return Files.exists(active, LinkOption.NOFOLLOW_LINKS);
    }

    private Path beside(String what) {
        return active.resolveSibling("." + active.getFileName() + "." + what);
    }
}
