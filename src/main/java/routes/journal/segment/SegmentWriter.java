package routes.journal.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/**
 * Writes groups to the end of one segment. A group that fails leaves nothing behind: both files are cut back to what was committed.
 * Where that fails too, or where a sync failed, so that nobody can tell what the disk holds, the writer is broken and the
 * journal goes on in a new segment.
 */
final class SegmentWriter implements Closeable {

    private final Segment segment;
    private final FileChannel data;
    private final FileChannel index;
    private final Chain chain;
    private final JournalMetrics metrics;
    private byte[] chainValue;
    private boolean broken;

    private SegmentWriter(
            Segment segment,
            FileChannel data,
            FileChannel index,
            Chain chain,
            byte[] chainValue,
            JournalMetrics metrics) {
        this.segment = segment;
        this.data = data;
        this.index = index;
        this.chain = chain;
        this.chainValue = chainValue;
        this.metrics = metrics;
    }

    /** Goes on after what {@code segment} says is committed; the data file may hold more. */
    static SegmentWriter open(Disk disk, Segment segment, Chain chain, byte[] chainValue, JournalMetrics metrics)
            throws IOException {
        FileChannel data = disk.open(
                segment.dataFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        try {
            FileChannel index = disk.open(segment.indexFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return new SegmentWriter(segment, data, index, chain, chainValue, metrics);
        } catch (IOException failure) {
            data.close();
            throw failure;
        }
    }

    /** Starts the index over; only before the first group. */
    void writeHeader() throws IOException {
        IndexHeader header =
                new IndexHeader(segment.format(), chain.keyId(), segment.base(), segment.createdMillis(), chainValue);
        index.truncate(0);
        Disk.write(index, header.encode(), 0);
    }

    void write(Group group) throws IOException {
        try {
            Disk.write(data, ByteBuffer.wrap(group.data()), segment.length());
            sync();
            enter(group);
        } catch (IOException | RuntimeException | Error failure) {
            cutBack(failure);
            throw failure;
        }
    }

    private void sync() throws IOException {
        long start = System.nanoTime();
        try {
            data.force(false);
        } catch (IOException | RuntimeException | Error failure) {
            // after a failed sync the kernel may call the lost pages clean: what is read back proves nothing
            broken = true;
            throw failure;
        }
        metrics.synced(System.nanoTime() - start);
    }

    /** Writes the index entry of a group whose lines are in the data file already. */
    void enter(Group group) throws IOException {
        GroupEntry entry = group.entry();
        ByteBuffer head = segment.format().head(entry);
        byte[] next = chain.after(chainValue, head, group.data(), 0, entry.length());
        ByteBuffer whole = IndexFormat.complete(head, next);
        long after = segment.indexEnd() + whole.remaining();
        Disk.write(index, whole, segment.indexEnd());
        chainValue = next;
        segment.grow(entry, after);
    }

    private void cutBack(Throwable cause) {
        try {
            cut();
        } catch (IOException | RuntimeException | Error failure) {
            broken = true;
            cause.addSuppressed(failure);
        }
    }

    /** Cuts both files back to what is committed. */
    void cut() throws IOException {
        data.truncate(segment.length());
        index.truncate(segment.indexEnd());
    }

    /** Closes the segment for good. The index is synced here, once, so that its chain outlives a power cut. */
    void seal() throws IOException {
        broken = true;
        ByteBuffer whole = segment.seal(chainValue).encode(segment.format());
        Disk.write(index, whole, segment.indexEnd());
        index.force(false);
    }

    /** Makes lines durable that were found in the data file. */
    void syncFound() throws IOException {
        data.force(true);
    }

    boolean isBroken() {
        return broken;
    }

    Segment segment() {
        return segment;
    }

    FileChannel data() {
        return data;
    }

    byte[] chainValue() {
        return chainValue;
    }

    @Override
    public void close() throws IOException {
        try (data) {
            index.close();
        }
    }
}
