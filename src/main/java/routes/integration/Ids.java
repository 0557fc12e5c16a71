package routes.integration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The ids of integrations. They stand in paths, file names, labels and the ids of routes. One that nobody chose says what it is of: {@code
 * splunk_hec-9f3a1c2b}; one that was made with an {@code Idempotency-Key} can be found again by it.
 */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern USABLE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    /** Of the collection's own paths. */
    private static final Set<String> TAKEN = Set.of("types", "test");
    /** Of those that variables make. */
    private static final String DEPLOYED = "environment-";

    private static final int KEY_BYTES = 8;

    private Ids() {}

    public static String fresh(String type, Set<String> taken) {
        String id;
        do {
            id = type + "-" + HexFormat.of().toHexDigits(RANDOM.nextInt());
        } while (taken.contains(id));
        return id;
    }

    /** @throws routes.problem.ProblemException 422 */
    public static void requireUsable(String id) {
        if (!USABLE.matcher(id).matches() || TAKEN.contains(id) || id.startsWith(DEPLOYED)) {
            throw Problems.invalidRequest(
                    "/id",
                    "malformed_id",
                    "An id has 1 to 63 lower-case letters, digits, - and _, begins with a letter or digit, and is not "
                            + "types, test or one that begins with environment-.");
        }
    }

    public static String ofKey(String type, String key) {
        return type + "-" + hash(key);
    }

    public static boolean isOfKey(String id, String key) {
        return id.endsWith("-" + hash(key));
    }

    private static String hash(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
