package routes.ingest;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;

/** The header of one member of a gzip file, RFC 1952 section 2.3; of interest in it are only where it ends and whether it is whole. */
final class GzipHeader {

    private static final short MAGIC = (short) 0x8b1f;
    private static final byte DEFLATE = 8;
    private static final int TIME_AND_SYSTEM_BYTES = 6;
    private static final int HAS_CHECKSUM = 0x02;
    private static final int HAS_EXTRA = 0x04;
    private static final int HAS_NAME = 0x08;
    private static final int HAS_COMMENT = 0x10;
    private static final int RESERVED = 0xe0;

    private GzipHeader() {}

    /**
     * @param bytes in little-endian order; left at the header's end
     * @throws DataFormatException where there is none
     * @throws java.nio.BufferUnderflowException where it is cut off
     */
    static void skip(ByteBuffer bytes) throws DataFormatException {
        int start = bytes.position();
        boolean isGzip = bytes.getShort() == MAGIC && bytes.get() == DEFLATE;
        int flags = bytes.get();
        if (!isGzip || (flags & RESERVED) != 0) {
            throw new DataFormatException("not the header of a gzip member");
        }
        skip(bytes, TIME_AND_SYSTEM_BYTES);
        if ((flags & HAS_EXTRA) != 0) {
            skip(bytes, Short.toUnsignedInt(bytes.getShort()));
        }
        if ((flags & HAS_NAME) != 0) {
            skipText(bytes);
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText(bytes);
        }
        if ((flags & HAS_CHECKSUM) != 0) {
            requireChecksum(bytes, start);
        }
    }

    /** The lower half of the CRC-32 of all header bytes before it. */
    private static void requireChecksum(ByteBuffer bytes, int start) throws DataFormatException {
        CRC32 checksum = new CRC32();
        checksum.update(bytes.duplicate().position(start).limit(bytes.position()));
        if (bytes.getShort() != (short) checksum.getValue()) {
            throw new DataFormatException("the header of a gzip member is not what was written");
        }
    }

    private static void skip(ByteBuffer bytes, int count) throws DataFormatException {
        if (count > bytes.remaining()) {
            throw new DataFormatException("the header of a gzip member is cut off");
        }
        bytes.position(bytes.position() + count);
    }

    private static void skipText(ByteBuffer bytes) {
        while (bytes.get() != 0) {
            // until the zero that ends it
        }
    }
}
