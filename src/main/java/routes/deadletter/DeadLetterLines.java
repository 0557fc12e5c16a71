package routes.deadletter;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the whole lines of a dead-letter file that count, one at a time. */
public final class DeadLetterLines implements Closeable {

    private final InputStream in;
    private final long to;
    private final DeadLetterCipher cipher;
    private long offset;

    /**
     * @param from where a line begins
     * @param to the offset after the last line to read: behind it somebody may be writing
     */
    DeadLetterLines(Path file, long from, long to, DeadLetterCipher cipher) throws IOException {
        this.in = from < to ? new BufferedInputStream(Files.newInputStream(file)) : InputStream.nullInputStream();
        this.to = to;
        this.cipher = cipher;
        this.offset = from;
        if (from < to) {
            in.skipNBytes(from);
        }
    }

    /** As it was before it was sealed, or damaged, where no key opens it. Null at the end. */
    public DeadLetter next() throws IOException {
        DeadLetter stored = nextAsStored();
        return stored == null
                ? null
                : new DeadLetter(stored.offset(), cipher.open(stored.line()).orElse(stored.line()), stored.length());
    }

    /** Null at the end. */
    DeadLetter nextAsStored() throws IOException {
        while (offset < to) {
            DeadLetter line = read();
            if (!line.isGone()) {
                return line;
            }
        }
        return null;
    }

    private DeadLetter read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        long begin = offset;
        int next = in.read();
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = in.read();
        }
        offset = begin + line.size() + 1;
        return new DeadLetter(begin, line.toByteArray());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
