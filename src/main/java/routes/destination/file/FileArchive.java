package routes.destination.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import routes.destination.Requests;
import routes.destination.Trial;
import routes.disk.AllowedFolders;
import routes.event.Batch;
import routes.event.Event;
import routes.value.Value;
import routes.verdict.DeliveryException;

/**
 * Appends a batch to a file, one event a line, its bytes as in the journal. In: a batch, or JSON that holds events. Out: the same
 * batch, on disk.
 *
 * <p>The file is opened, locked, written, synced and closed for each batch: nothing is remembered between two, so that files may
 * be moved away, and folders come and go, at any time. See {@link Archive} for the files, {@link AllowedFolders} for the folders.
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
    public void setFolder(Value folder) {
        this.folder = Path.of(folder.text());
    }

    /** The file that is written to; {@code events.jsonl} unless set. */
    public void setFileName(Value fileName) {
        this.fileName = fileName.text();
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
        ByteBuffer lines = lines(Requests.batch(exchange, exchange.getMessage().getBody()));
        int length = lines.remaining();
        AllowedFolders folders = allowed(exchange);
        try {
            Archive archive = archive(folders.real(folder));
            if (Trial.is(exchange)) {
                archive.tryOut(lines);
            } else {
                archive.append(lines);
            }
        } catch (AllowedFolders.FolderNotAllowedException refused) {
            throw ArchiveFailure.notAllowed(refused, folders);
        } catch (IOException failed) {
            throw ArchiveFailure.of(failed, folder, length);
        }
    }

    /** The operator's; in a plain route, without a router, all. */
    private static AllowedFolders allowed(Exchange exchange) {
        AllowedFolders operators =
                exchange.getContext().getRegistry().lookupByNameAndType(AllowedFolders.NAME, AllowedFolders.class);
        return operators == null ? AllowedFolders.ALL : operators;
    }

    private Archive archive(Path real) {
        Path active = real.resolve(fileName);
        return new Archive(
                active, new Rotation(active, rotateBytes, rotateDaily, compression.equals("gzip"), keepFiles, clock));
    }

    private static ByteBuffer lines(Batch batch) {
        ByteBuffer lines = ByteBuffer.allocate(Math.toIntExact(batch.bytes() + batch.size()));
        for (Event event : batch.events()) {
            lines.put(event.bytes(), event.from(), event.length()).put((byte) '\n');
        }
        return lines.flip();
    }
}
