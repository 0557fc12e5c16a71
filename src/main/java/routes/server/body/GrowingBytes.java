package routes.server.body;

import java.util.Arrays;

/** Bytes that come in parts; takes at most twice what came, whatever was announced. */
public final class GrowingBytes {

    private static final byte[] NOTHING = {};

    private final int expected;
    private byte[] bytes = NOTHING;
    private int length;

    /** @param expected bytes in all, where they are known; not a limit */
    public GrowingBytes(int expected) {
        this.expected = expected;
    }

    public int length() {
        return length;
    }

    public void add(byte[] part) {
        add(part, part.length);
    }

    public void add(byte[] part, int count) {
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, capacity(length + count));
        }
        System.arraycopy(part, 0, bytes, length, count);
        length += count;
    }

    private int capacity(int needed) {
        int roomy = (int) Math.min(needed * 2L, Integer.MAX_VALUE - 8);
        return needed <= expected && expected <= roomy ? expected : roomy;
    }

    /** All of them; no longer to be added to. */
    public byte[] toArray() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
