package routes.destination.webhook;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import routes.disk.Sha256;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Verdict;

/**
 * Signs a request as <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 * Webhooks</a> says: HMAC-SHA256 over {@code <id>.<timestamp>.<body>}, once with each secret, so that a receiver that knows
 * either of the two is content while a secret is being replaced.
 */
final class WebhookSignature {

    private static final String PREFIX = "whsec_";

    private WebhookSignature() {}

    /**
     * @param secrets {@code whsec_} and base64, or plain text whose UTF-8 bytes are the key
     * @return such as {@code v1,<base64> v1,<base64>}
     */
    static String sign(List<String> secrets, String id, long timestamp, byte[] body) throws DeliveryException {
        List<String> signatures = new ArrayList<>();
        for (String secret : secrets) {
            signatures.add("v1," + Base64.getEncoder().encodeToString(hmac(key(secret), id, timestamp, body)));
        }
        return String.join(" ", signatures);
    }

    private static byte[] hmac(byte[] key, String id, long timestamp, byte[] body) {
        Mac mac = Sha256.keyed(key);
        mac.update((id + '.' + timestamp + '.').getBytes(StandardCharsets.US_ASCII));
        return mac.doFinal(body);
    }

    private static byte[] key(String secret) throws DeliveryException {
        if (!secret.startsWith(PREFIX)) {
            return secret.getBytes(StandardCharsets.UTF_8);
        }
        try {
            byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
            if (key.length > 0) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            // its message quotes the secret
        }
        throw DeliveryException.of(
                Verdict.PARKED,
                new Reason(
                        "signing_secret",
                        "A signing secret begins with " + PREFIX + " and is not base64 after it.",
                        "Set signing_secret and previous_signing_secret as the receiver shows them."));
    }
}
