package routes.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A channel whose disk fails when the test says so: before each write and sync the fault is asked, and may throw. */
public final class FaultyChannel extends FileChannel {

    /** What the channel is about to do. */
    public enum Step {
        WRITE,
        SYNC,
        TRUNCATE
    }

    /** Throws where the step is to fail; a write that fails has written half before. */
    @FunctionalInterface
    public interface Fault {
        void before(Step step) throws IOException;
    }

    private final FileChannel channel;
    private final Fault fault;

    public FaultyChannel(FileChannel channel, Fault fault) {
        this.channel = channel;
        this.fault = fault;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        try {
            fault.before(Step.WRITE);
        } catch (IOException e) {
            channel.write(source.slice(source.position(), source.remaining() / 2), position);
            throw e;
        }
        return channel.write(source, position);
    }

    @Override
    public void force(boolean metaData) throws IOException {
        fault.before(Step.SYNC);
        channel.force(metaData);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        fault.before(Step.TRUNCATE);
        channel.truncate(size);
        return this;
    }

    @Override
    public int read(ByteBuffer destination) throws IOException {
        return channel.read(destination);
    }

    @Override
    public long read(ByteBuffer[] destinations, int offset, int length) throws IOException {
        return channel.read(destinations, offset, length);
    }

    @Override
    public int read(ByteBuffer destination, long position) throws IOException {
        return channel.read(destination, position);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return channel.write(source);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        return channel.write(sources, offset, length);
    }

    @Override
    public long position() throws IOException {
        return channel.position();
    }

    @Override
    public FileChannel position(long newPosition) throws IOException {
        channel.position(newPosition);
        return this;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return channel.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        return channel.transferFrom(source, position, count);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        return channel.map(mode, position, size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return channel.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return channel.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        channel.close();
    }
}
