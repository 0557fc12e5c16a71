package routes.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import routes.problem.Problem;
import routes.problem.ProblemException;
import routes.server.BodyLimits;
import routes.server.ByteBudget;
import routes.server.GrowingBytes;

/** Decompresses a body (RFC 1952), counting what comes out: the sizes that the format states are the sender's word. */
final class Gunzip {

    private static final int STEP = 64 * 1024;

    private Gunzip() {}

    static byte[] decompress(byte[] compressed, BodyLimits limits, ByteBudget.Share share) throws InterruptedException {
        GrowingBytes body = new GrowingBytes(compressed.length);
        byte[] step = new byte[Math.min(STEP, limits.decompressedBytes())];
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed), 8 * 1024)) {
            for (int count = in.read(step); count >= 0; count = in.read(step)) {
                if (count > limits.decompressedBytes() - body.length()) {
                    throw limits.tooLargeDecompressed();
                }
                share.take(count);
                body.add(step, count);
            }
        } catch (IOException notGzip) {
            throw new ProblemException(Problem.of(
                    400,
                    "malformed_gzip",
                    "The body is not gzip",
                    "Send what Content-Encoding says, or leave the header out."));
        }
        return body.toArray();
    }
}
