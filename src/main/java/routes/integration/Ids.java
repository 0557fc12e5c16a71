package routes.integration;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/** Makes ids that say what they are of: {@code splunk_hec-9f3a1c2b}. */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static String fresh(String type, Set<String> taken) {
        String id;
        do {
            id = type + "-" + HexFormat.of().toHexDigits(RANDOM.nextInt());
        } while (taken.contains(id));
        return id;
    }
}
