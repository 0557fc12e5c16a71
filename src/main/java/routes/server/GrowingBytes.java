package routes.server;

import java.util.Arrays;

/** Bytes that come in parts; grows with what came, not with what was announced. */
public final class GrowingBytes {

    private static final int MOST_AT_FIRST = 256 * 1024;

    private byte[] bytes;
    private int length;

    public GrowingBytes(int expected) {
        bytes = new byte[Math.min(expected, MOST_AT_FIRST)];
    }

    public int length() {
        return length;
    }

    public void add(byte[] part) {
        add(part, part.length);
    }

    public void add(byte[] part, int count) {
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
        }
        System.arraycopy(part, 0, bytes, length, count);
        length += count;
    }

    /** All of them; no longer to be added to. */
    public byte[] toArray() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
