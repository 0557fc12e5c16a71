package routes.ingest;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import routes.problem.Problem;
import routes.problem.ProblemException;
import routes.server.body.BodyLimits;
import routes.server.body.ByteBudget;
import routes.server.body.GrowingBytes;

/**
 * Decompresses a body (RFC 1952), counting what comes out: the sizes that the format states are the sender's word. Members come one after
 * the other in a loop; Java's own stream calls itself for each that is empty, and 300,000 of them end its stack.
 */
final class Gunzip {

    /** A compressor that works in parallel makes one for each 64 KiB or more. */
    private static final int MOST_MEMBERS = 10_000;

    private static final int STEP = 64 * 1024;

    private final BodyLimits limits;
    private final ByteBudget.Share share;
    private final GrowingBytes body;
    private final byte[] step;
    private final CRC32 checksum = new CRC32();

    private Gunzip(int expected, BodyLimits limits, ByteBudget.Share share) {
        this.limits = limits;
        this.share = share;
        this.body = new GrowingBytes(expected);
        this.step = new byte[Math.min(STEP, limits.decompressedBytes())];
    }

    static byte[] decompress(byte[] compressed, BodyLimits limits, ByteBudget.Share share) throws InterruptedException {
        Inflater inflater = new Inflater(true);
        try {
            return new Gunzip(compressed.length, limits, share)
                    .members(ByteBuffer.wrap(compressed).order(ByteOrder.LITTLE_ENDIAN), inflater);
        } catch (DataFormatException | BufferUnderflowException notGzip) {
            throw new ProblemException(
                    Problem.of("malformed_gzip", "Send what Content-Encoding says, or leave the header out."));
        } finally {
            inflater.end();
        }
    }

    private byte[] members(ByteBuffer compressed, Inflater inflater) throws DataFormatException, InterruptedException {
        int members = 0;
        do {
            if (++members > MOST_MEMBERS) {
                throw new ProblemException(Problem.of(
                        "malformed_gzip",
                        "It is more than " + MOST_MEMBERS + " gzip members, one after the other; compress it as one."));
            }
            GzipHeader.skip(compressed);
            inflater.reset();
            checksum.reset();
            inflater.setInput(compressed);
            inflate(inflater);
            trailer(compressed, inflater);
        } while (compressed.hasRemaining());
        return body.toArray();
    }

    private void inflate(Inflater inflater) throws DataFormatException, InterruptedException {
        while (!inflater.finished()) {
            int count = inflater.inflate(step);
            if (count == 0 && !inflater.finished()) {
                throw new DataFormatException("a gzip member is cut off, or needs a dictionary");
            }
            if (count > limits.decompressedBytes() - body.length()) {
                throw limits.tooLargeDecompressed();
            }
            share.take(count);
            body.add(step, count);
            checksum.update(step, 0, count);
        }
    }

    /** What the member says of itself: only a sender's mistake shows here, of which the events should not suffer. */
    private void trailer(ByteBuffer compressed, Inflater inflater) throws DataFormatException {
        if (compressed.getInt() != (int) checksum.getValue()
                || compressed.getInt() != (int) inflater.getBytesWritten()) {
            throw new DataFormatException("a gzip member is not what was compressed");
        }
    }
}
