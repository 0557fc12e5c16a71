package routes.deadletter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The dead letters of one integration as newline-delimited JSON; holds one of them at a time. */
final class DeadLetterExport extends InputStream {

    private final DeadLetterLines lines;
    private InputStream line = InputStream.nullInputStream();

    DeadLetterExport(DeadLetterLines lines) {
        this.lines = lines;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int count = line.read(into, from, length);
        while (count < 0 && length > 0) {
            DeadLetter next = lines.next();
            if (next == null) {
                return -1;
            }
            byte[] whole = Arrays.copyOf(next.line(), next.line().length + 1);
            whole[whole.length - 1] = '\n';
            line = new ByteArrayInputStream(whole);
            count = line.read(into, from, length);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
