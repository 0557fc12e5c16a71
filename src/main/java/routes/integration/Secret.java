package routes.integration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A write-only value.
 *
 * @param rotatedAt when this value was set
 */
public record Secret(String value, Instant rotatedAt) {

    private static final int HINT_BYTES = 4;

    /** Tells two secrets apart without showing a character of either: the first bytes of the value's SHA-256. */
    public String hint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash, 0, HINT_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "Secret[" + hint() + "]";
    }
}
