package routes.destination;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Bytes that grow at the end; not for more than one thread at a time. */
public final class Bytes {

    /** Of a long. */
    private static final int MOST_DIGITS = 19;

    private byte[] bytes;
    private int length;

    public Bytes() {
        this(8192);
    }

    public Bytes(int expected) {
        bytes = new byte[expected];
    }

    public int length() {
        return length;
    }

    public void clear() {
        length = 0;
    }

    public byte at(int index) {
        return bytes[index];
    }

    public void set(int index, byte b) {
        bytes[index] = b;
    }

    /** Forgets everything from this length on. */
    public void truncate(int shorter) {
        length = shorter;
    }

    /** Takes a stretch out; what follows it moves up. */
    public void remove(int start, int end) {
        System.arraycopy(bytes, end, bytes, start, length - end);
        length -= end - start;
    }

    public void append(char ascii) {
        makeRoom(1);
        bytes[length++] = (byte) ascii;
    }

    public void append(byte one) {
        makeRoom(1);
        bytes[length++] = one;
    }

    public void append(byte[] more) {
        append(more, 0, more.length);
    }

    public void append(byte[] from, int start, int end) {
        makeRoom(end - start);
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
    }

    public void append(Bytes more) {
        append(more.bytes, 0, more.length);
    }

    /** The whole number in decimal, with a minus sign where it is negative. */
    public void appendNumber(long number) {
        if (number < 0) {
            append('-');
        }
        long magnitude = Math.abs(number);
        int digits = 1;
        // a multiplication takes a third of the time of a division
        for (long power = 10; digits < MOST_DIGITS && power <= magnitude; power *= 10) {
            digits++;
        }
        appendDigits(magnitude, digits);
    }

    /** The number's last {@code digits} decimal digits, with leading zeros. */
    public void appendDigits(long number, int digits) {
        makeRoom(digits);
        long rest = number;
        int at = length + digits;
        // two at a time: each division of a long waits for the one before
        while (at - length >= 2) {
            int two = (int) (rest % 100);
            rest /= 100;
            bytes[--at] = (byte) ('0' + two % 10);
            bytes[--at] = (byte) ('0' + two / 10);
        }
        if (at > length) {
            bytes[--at] = (byte) ('0' + rest % 10);
        }
        length += digits;
    }

    public byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    private void makeRoom(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
