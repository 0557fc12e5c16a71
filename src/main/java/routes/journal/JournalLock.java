package routes.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import routes.disk.OwnerOnly;
import routes.journal.segment.Disk;
import routes.journal.segment.JournalUnusableException;

/** Keeps a second process away from a journal's folder; the system lets go of it when the process dies, however it dies. */
final class JournalLock implements Closeable {

    private final FileChannel channel;

    private JournalLock(FileChannel channel) {
        this.channel = channel;
    }

    static JournalLock take(Disk disk, Path folder) throws IOException {
        FileChannel channel = openFile(disk, folder);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new JournalLock(channel);
            }
        } catch (OverlappingFileLockException taken) {
            channel.close();
            throw inUse(folder, taken);
        }
        channel.close();
        throw inUse(folder, null);
    }

    private static FileChannel openFile(Disk disk, Path folder) throws IOException {
        try {
            OwnerOnly.createFolders(folder);
            return disk.open(folder.resolve("journal.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException failure) {
            throw new JournalUnusableException(
                    "the journal's folder " + folder + " cannot be written to: give this user the right to, or set "
                            + "SIEM_DATA_DIR to another folder",
                    failure);
        }
    }

    private static JournalUnusableException inUse(Path folder, Exception cause) {
        return new JournalUnusableException(
                "the journal's folder " + folder + " is in use by another process: stop that, or set SIEM_DATA_DIR to "
                        + "another folder",
                cause);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
