package routes.destination.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;

/** A request's body on its way out, in pieces, so that before each of them the destination can say that it does not want the rest. */
final class WatchedBody extends OutputStream {

    private static final int PIECE = 64 * 1024;

    private final OutputStream out;
    private final EarlyReply early;

    WatchedBody(OutputStream out, EarlyReply early) {
        this.out = out;
        this.early = early;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        for (int at = 0; at < count; at += PIECE) {
            if (early.look()) {
                throw new InterruptedIOException("the destination refused the request before it was sent");
            }
            int begin = from + at;
            int length = Math.min(PIECE, count - at);
            StuckPieces.write(() -> out.write(bytes, begin, length), early);
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** What is left in the buffer goes out, but not to one who refused. */
    @Override
    public void close() throws IOException {
        if (!early.isRefusal()) {
            out.close();
        }
    }
}
