package routes.journal.segment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Keeps the reserve free. Asks the file system at most every 100 ms: the reserve is far more than is written in that time. */
public final class FreeSpace {

    private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Disk disk;
    private final Path folder;
    private final long reserve;
    private long askedAt;
    private long free = -1;

    public FreeSpace(Disk disk, Path folder, long reserve) {
        this.disk = disk;
        this.folder = folder;
        this.reserve = reserve;
    }

    public void check() throws IOException {
        long bytes = bytes();
        if (bytes < reserve) {
            throw new JournalFullException(folder, bytes, reserve);
        }
    }

    /** Whether segments that nobody needs should go although they are not old enough. */
    public boolean isScarce() throws IOException {
        return bytes() / 2 < reserve;
    }

    /** Asks the file system again at the next question: something was deleted. */
    public synchronized void forget() {
        free = -1;
    }

    public synchronized long bytes() throws IOException {
        long now = System.nanoTime();
        if (free < 0 || now - askedAt > ASK_AGAIN_NANOS) {
            free = disk.space().usable(folder);
            askedAt = now;
        }
        return free;
    }
}
