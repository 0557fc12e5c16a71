package routes.server.body;

import routes.problem.Problem;
import routes.problem.ProblemException;

/**
 * How large and how slow a request may be.
 *
 * @param requestBytes of the body as it is sent
 * @param decompressedBytes of the body after gzip
 * @param readMillis from the first byte of the body to its last
 * @param eventLoopBytes of the largest body that is worked on where it was read; 0: none is
 */
public record BodyLimits(int requestBytes, int decompressedBytes, long readMillis, int eventLoopBytes) {

    public BodyLimits {
        if (requestBytes < 1 || decompressedBytes < 1 || readMillis < 1) {
            throw new IllegalArgumentException("siem.ingest.max-request-bytes = " + requestBytes
                    + ", siem.ingest.max-decompressed-bytes = " + decompressedBytes + ", siem.ingest.read-timeout-ms = "
                    + readMillis + ": expected whole numbers from 1; set each to at least that");
        }
        if (eventLoopBytes < 0) {
            throw new IllegalArgumentException("siem.ingest.event-loop-bytes = " + eventLoopBytes
                    + ": expected a whole number from 0; 0 has worker threads do all the work");
        }
    }

    /**
     * How long the body will be at most.
     *
     * @param contentLength the header, or null; Netty has checked that it is a number, and that the body ends there
     */
    public int declaredBytes(String contentLength) {
        if (contentLength == null) {
            return requestBytes;
        }
        long declared = Long.parseLong(contentLength.strip());
        if (declared > requestBytes) {
            throw tooLarge();
        }
        return (int) declared;
    }

    ProblemException tooLarge() {
        return tooLarge(
                "The body is larger than " + requestBytes + " bytes; send less at once, events in several requests.");
    }

    public ProblemException tooLargeDecompressed() {
        return tooLarge("The body is larger than " + decompressedBytes
                + " bytes when decompressed; send less at once, events in several requests.");
    }

    private static ProblemException tooLarge(String detail) {
        return new ProblemException(Problem.of("body_too_large", detail));
    }
}
