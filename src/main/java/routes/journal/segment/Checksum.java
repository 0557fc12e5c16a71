package routes.journal.segment;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC32C, as a number that fits the index. */
public final class Checksum {

    private Checksum() {}

    public static int of(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    /** Of the bytes from 0 to {@code length}, wherever the buffer stands. */
    public static int of(ByteBuffer bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(0).limit(length));
        return (int) crc.getValue();
    }
}
