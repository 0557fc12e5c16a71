package routes.integration;

import java.time.Instant;
import routes.disk.Sha256;

/**
 * A write-only value.
 *
 * @param rotatedAt when this value was set
 */
public record Secret(String value, Instant rotatedAt) {

    private static final int HINT_DIGITS = 8;

    /** Tells two secrets apart without showing a character of either: the first bytes of the value's SHA-256. */
    public String hint() {
        return "sha256:" + Sha256.of(value).substring(0, HINT_DIGITS);
    }

    @Override
    public String toString() {
        return "Secret[" + hint() + "]";
    }
}
