package routes.event;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** Times as events carry them, RFC 3339 section 5.6. */
public final class Rfc3339 {

    private Rfc3339() {}

    /**
     * Milliseconds since 1970 UTC of the time that stands, without quotes, in these bytes; smaller fractions are cut.
     *
     * @throws IllegalArgumentException when it is not an RFC 3339 time
     */
    public static long epochMillis(byte[] bytes, int from, int to) {
        try {
            return OffsetDateTime.parse(new String(bytes, from, to - from, StandardCharsets.US_ASCII))
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeException malformed) {
            // the cause would quote the text
            throw new IllegalArgumentException("a time is not RFC 3339, such as 2026-05-26T10:14:00Z");
        }
    }
}
