package routes.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Where the whole lines of a file end: what follows is what a crash or a full disk left of a line. */
public final class WholeLines {

    private static final int BLOCK = 64 * 1024;

    private WholeLines() {}

    /**
     * The offset after the last line feed; 0 where there is none.
     *
     * @param size of the file, as far as it is looked at
     */
    public static long end(FileChannel channel, long size) throws IOException {
        long to = size;
        while (to > 0) {
            long from = Math.max(0, to - BLOCK);
            byte[] block = read(channel, from, (int) (to - from));
            for (int i = block.length - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return from + i + 1;
                }
            }
            to = from;
        }
        return 0;
    }

    /** Bytes from an offset; zeros where the file ends before. */
    public static byte[] read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length);
        while (into.hasRemaining() && channel.read(into, at + into.position()) >= 0) {
            // until the block is full
        }
        return into.array();
    }
}
