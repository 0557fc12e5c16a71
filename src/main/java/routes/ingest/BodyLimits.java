package routes.ingest;

import routes.problem.Problem;
import routes.problem.ProblemException;

/**
 * How large and how slow a request may be.
 *
 * @param requestBytes of the body as it is sent
 * @param decompressedBytes of the body after gzip
 * @param readMillis from the first byte of the body to its last
 */
public record BodyLimits(int requestBytes, int decompressedBytes, long readMillis) {

    public BodyLimits {
        if (requestBytes < 1 || decompressedBytes < 1 || readMillis < 1) {
            throw new IllegalArgumentException("siem.ingest.max-request-bytes = " + requestBytes
                    + ", siem.ingest.max-decompressed-bytes = " + decompressedBytes + ", siem.ingest.read-timeout-ms = "
                    + readMillis + ": expected whole numbers from 1; set each to at least that");
        }
    }

    ProblemException tooLarge() {
        return tooLarge("The body is larger than " + requestBytes + " bytes; send its events in several requests.");
    }

    ProblemException tooLargeDecompressed() {
        return tooLarge("The body is larger than " + decompressedBytes
                + " bytes when decompressed; send its events in several requests.");
    }

    private static ProblemException tooLarge(String detail) {
        return new ProblemException(Problem.of(413, "body_too_large", "The request is too large", detail));
    }
}
