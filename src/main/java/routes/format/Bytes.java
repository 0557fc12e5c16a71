package routes.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Bytes that grow at the end; not for more than one thread at a time. */
final class Bytes {

    private byte[] bytes = new byte[8192];
    private int length;

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void append(char ascii) {
        makeRoom(1);
        bytes[length++] = (byte) ascii;
    }

    void append(byte[] more) {
        append(more, 0, more.length);
    }

    void append(byte[] from, int start, int end) {
        makeRoom(end - start);
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
    }

    /** The number's last {@code digits} decimal digits, with leading zeros. */
    void appendDigits(long number, int digits) {
        makeRoom(digits);
        long rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    private void makeRoom(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
