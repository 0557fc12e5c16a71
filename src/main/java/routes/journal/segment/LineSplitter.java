package routes.journal.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * Takes the bytes of a data file apart: a stretch is a line with its break, or whatever stands between the breaks where the file
 * is damaged. Holds one stretch and a buffer; what is longer than any line can be comes in pieces.
 */
final class LineSplitter {

    /** Twice the largest event that {@code SIEM_MAX_EVENT_BYTES} may allow, so longer than any line. */
    private static final int LONGEST = 16 * 1024 * 1024;

    private final FileChannel channel;
    private final long limit;
    private byte[] buffer = new byte[GroupBuilder.BYTES];
    /** Where in the file the buffer begins. */
    private long base;

    private int filled;
    private int from;
    private int to;

    /** @param limit offset in the file after the last byte to look at */
    LineSplitter(FileChannel channel, long start, long limit) {
        this.channel = channel;
        this.base = start;
        this.limit = limit;
    }

    /** Goes to the next stretch; false at the end. */
    boolean next() throws IOException {
        from = to;
        int at = from;
        while (true) {
            while (at < filled) {
                if (buffer[at++] == '\n') {
                    to = at;
                    return true;
                }
            }
            int looked = at - from;
            if (!more()) {
                to = filled;
                return to > from;
            }
            at = from + looked;
        }
    }

    /** Reads on behind the current stretch; false where there is nothing or the stretch is too long. */
    private boolean more() throws IOException {
        if (filled - from >= LONGEST) {
            return false;
        }
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, filled - from);
            base += from;
            filled -= from;
            from = 0;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int room = (int) Math.min(buffer.length - filled, limit - base - filled);
        ByteBuffer into = ByteBuffer.wrap(buffer, filled, Math.max(room, 0));
        Disk.read(channel, into, base + filled);
        int count = into.position() - filled;
        filled = into.position();
        return count > 0;
    }

    byte[] bytes() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** The offset in the file after this stretch. */
    long end() {
        return base + to;
    }

    boolean isLine() {
        return LineCheck.isObject(buffer, from, to);
    }
}
