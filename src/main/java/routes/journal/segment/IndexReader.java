package routes.journal.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Reads an index from its beginning, group by group, up to the seal or to where it ends for now. */
public final class IndexReader implements Closeable {

    private static final int BUFFER = 64 * 1024;

    private final Path file;
    private final LongSupplier end;
    private final FileChannel channel;
    private final IndexHeader header;
    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER).flip();
    /** Where in the file the buffer's current byte stands. */
    private long offset;

    private long expected;
    private ByteBuffer head = ByteBuffer.allocate(0);
    private byte[] chainValue;
    private Optional<Seal> seal = Optional.empty();

    /** @param end how many bytes of the file may be read; asked again for each entry, as an index grows */
    public IndexReader(Disk disk, Path file, LongSupplier end) throws IOException {
        this.file = file;
        this.end = end;
        this.channel = disk.open(file, StandardOpenOption.READ);
        try {
            fill(IndexHeader.LENGTH);
            this.header = IndexHeader.decode(buffer.slice())
                    .orElseThrow(() -> damaged("no header of a version that this release knows"));
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
        advance(IndexHeader.LENGTH);
        this.expected = header.base();
        this.chainValue = header.chainFrom();
    }

    public IndexHeader header() {
        return header;
    }

    /** The offset after the last group that was read. */
    long offset() {
        return offset;
    }

    /** The chain value of the last group that was read. */
    public byte[] chainValue() {
        return chainValue;
    }

    /** What the chain value of the last group that was read was made of, but for its lines; good until the next is read. */
    public ByteBuffer head() {
        return head;
    }

    /** The seal, once it was met. */
    public Optional<Seal> seal() {
        return seal;
    }

    /** The next group, or empty at the seal or at the end so far. */
    public Optional<GroupEntry> next() throws IOException {
        if (offset >= end.getAsLong() || seal.isPresent()) {
            return Optional.empty();
        }
        int size = sizeOfNext();
        fill(size);
        ByteBuffer entry = buffer.slice(buffer.position(), size);
        if (entry.getInt(0) == Seal.TYPE) {
            seal = Optional.of(
                    Seal.decode(entry, header.format()).orElseThrow(() -> damaged("a torn or altered seal")));
            return Optional.empty();
        }
        GroupEntry group = header.format().decode(entry).orElseThrow(() -> damaged("a torn or altered group"));
        if (group.position() != expected) {
            throw damaged("a group at position " + group.position() + " where " + expected + " was expected");
        }
        head = IndexFormat.headOf(entry);
        chainValue = IndexFormat.chainValueOf(entry);
        expected = group.end();
        advance(size);
        return Optional.of(group);
    }

    private int sizeOfNext() throws IOException {
        fill(8);
        int type = buffer.getInt(buffer.position());
        int size = buffer.getInt(buffer.position() + 4);
        boolean known = type == Seal.TYPE
                ? Seal.isLength(header.format(), size)
                : type == IndexFormat.GROUP && size >= header.format().least();
        if (!known || offset + size > end.getAsLong()) {
            throw damaged("neither a group nor a seal");
        }
        return size;
    }

    private void advance(int size) {
        buffer.position(buffer.position() + size);
        offset += size;
    }

    /** Has at least this many bytes in the buffer, from the current one on. */
    private void fill(int size) throws IOException {
        if (buffer.remaining() >= size) {
            return;
        }
        if (offset + size > end.getAsLong()) {
            throw damaged("the file ends within an entry");
        }
        ByteBuffer wider = ByteBuffer.allocate(Math.max(size, BUFFER));
        long most = Math.min(wider.capacity(), end.getAsLong() - offset);
        Disk.read(channel, wider.limit((int) most), offset);
        buffer = wider.flip();
        if (buffer.remaining() < size) {
            throw damaged("the file ends within an entry");
        }
    }

    private DamagedIndexException damaged(String what) {
        return new DamagedIndexException(file, offset, what);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
