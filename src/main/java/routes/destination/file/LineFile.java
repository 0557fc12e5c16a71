package routes.destination.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import routes.disk.WholeLines;

/**
 * A file of JSON lines that is whole whenever it is written to: a line that a crash or a full disk cut off is taken away before
 * the next one is written. Nobody was told that such a line is delivered, so its event comes again.
 */
final class LineFile implements Closeable {

    private final FileChannel channel;
    private long size;

    LineFile(FileChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    /** Opens one that the sink began, and takes a torn last line away. */
    static LineFile open(Path path) throws IOException {
        FileChannel channel = RegularFile.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            LineFile file = new LineFile(channel);
            file.mend();
            return file;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    /** @throws ForeignFileException where it ends with half a line that is not ours; nothing is changed */
    static void check(Path path) throws IOException {
        try (LineFile file = new LineFile(RegularFile.open(path, StandardOpenOption.READ))) {
            file.end();
        }
    }

    long size() {
        return size;
    }

    /** Returns when the lines are on disk. Where that fails none of them is left behind, as far as the disk lets us. */
    void append(ByteBuffer lines) throws IOException {
        try {
            long at = size;
            while (lines.hasRemaining()) {
                at += channel.write(lines, at);
            }
            channel.force(false);
            size = at;
        } catch (IOException failed) {
            takeBack(failed);
            throw failed;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void takeBack(IOException failed) {
        try {
            channel.truncate(size);
        } catch (IOException stuck) {
            // whole lines that stay are duplicates, and the next to open the file takes half a line away
            failed.addSuppressed(stuck);
        }
    }

    private void mend() throws IOException {
        long end = end();
        if (end == size) {
            return;
        }
        channel.truncate(end);
        channel.force(false);
        size = end;
    }

    /** Where its whole lines end, and half a line of ours may begin. */
    private long end() throws IOException {
        long end = WholeLines.end(channel, size);
        if (end < size && !isOurs(end)) {
            throw new ForeignFileException();
        }
        return end;
    }

    /** Half a line of ours begins as an event does, or with the zeros some file systems leave where a write was lost. */
    private boolean isOurs(long at) throws IOException {
        byte first = WholeLines.read(channel, at, 1)[0];
        return first == '{' || first == 0;
    }
}
