package routes.destination.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import routes.deliver.DeliveryException;
import routes.disk.Folders;
import routes.disk.OwnerOnly;
import routes.event.Batch;
import routes.event.Event;
import routes.format.Requests;

/**
 * Appends a batch to a file, one event a line, its bytes as in the journal. In: a batch, or JSON that holds events. Out: the same
 * batch, on disk.
 *
 * <p>The file is opened, locked, written, synced and closed for each batch: nothing is remembered between two, so that files may
 * be moved away, and folders come and go, at any time. The lock is a file of its own, {@code .<name>.lock}, because the
 * archive's changes its name.
 */
public final class FileArchive implements Processor {

    private final Clock clock;
    private Path folder;
    private String fileName = "events.jsonl";
    private long rotateBytes = 100_000_000;
    private boolean rotateDaily = true;
    private String compression = "none";
    private int keepFiles;

    public FileArchive() {
        this(Clock.systemUTC());
    }

    /** @param clock tells the day and dates files; in UTC */
    FileArchive(Clock clock) {
        this.clock = clock;
    }

    /** Has to be there; what is in a folder of this name before it is mounted is not ours to fill. */
    public void setFolder(String folder) {
        this.folder = Path.of(folder);
    }

    /** The file that is written to; {@code events.jsonl} unless set. */
    public void setFileName(String fileName) {
        this.fileName = fileName;
    }

    /** The file is put aside before it is larger than this, but for one batch that is; 100,000,000 unless set, 0 for never. */
    public void setRotateBytes(long rotateBytes) {
        this.rotateBytes = rotateBytes;
    }

    /** Whether each day, in UTC, has files of its own; so unless set. */
    public void setRotateDaily(boolean rotateDaily) {
        this.rotateDaily = rotateDaily;
    }

    /** {@code gzip} compresses files that were put aside; {@code none} unless set. */
    public void setCompression(String compression) {
        this.compression = compression;
    }

    /** How many files that were put aside stay, the newest; 0 for all, and so unless set. */
    public void setKeepFiles(int keepFiles) {
        this.keepFiles = keepFiles;
    }

    @Override
    public void process(Exchange exchange) throws DeliveryException {
        Batch batch = Requests.batch(exchange, exchange.getMessage().getBody());
        append(lines(batch));
    }

    private void append(ByteBuffer lines) throws DeliveryException {
        int length = lines.remaining();
        Path lockFile = folder.resolve("." + fileName + ".lock");
        try (FileChannel channel =
                        OwnerOnly.open(lockFile, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw ArchiveFailure.inUse();
            }
            write(lines);
        } catch (OverlappingFileLockException anotherThread) {
            throw ArchiveFailure.inUse();
        } catch (IOException failed) {
            throw ArchiveFailure.of(failed, folder, length);
        }
    }

    private void write(ByteBuffer lines) throws IOException {
        Path active = folder.resolve(fileName);
        Rotation rotation =
                new Rotation(active, rotateBytes, rotateDaily, compression.equals("gzip"), keepFiles, clock);
        FileTime written = Files.exists(active) ? Files.getLastModifiedTime(active) : null;
        try (LineFile file = LineFile.open(active)) {
            if (!rotation.isDue(file.size(), written, lines.remaining())) {
                append(lines, file);
                return;
            }
        }
        rotation.rotate();
        try (LineFile file = LineFile.open(active)) {
            append(lines, file);
        }
    }

    private void append(ByteBuffer lines, LineFile file) throws IOException {
        boolean isNew = file.size() == 0;
        file.append(lines);
        if (isNew) {
            Folders.sync(folder);
        }
    }

    private static ByteBuffer lines(Batch batch) {
        ByteBuffer lines = ByteBuffer.allocate(Math.toIntExact(batch.bytes() + batch.size()));
        for (Event event : batch.events()) {
            lines.put(event.bytes(), event.from(), event.length()).put((byte) '\n');
        }
        return lines.flip();
    }
}
