package routes.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import routes.disk.PassphraseKey;

/**
 * Encrypts a document with a passphrase: AES-256-GCM (NIST SP 800-38D, 96-bit random nonce for each write), the key derived
 * by PBKDF2-HMAC-SHA256 (RFC 8018) with a random 128-bit salt.
 *
 * <pre>{"sealed":"AES-256-GCM","kdf":"PBKDF2-HMAC-SHA256","iterations":600000,"salt":"…","nonce":"…","data":"…"}</pre>
 *
 * <p>Salt, nonce and data are Base64. Head and data are authenticated: a changed byte is found.
 */
final class PassphraseCipher {

    /** A file that asks for more was not written here, and would keep the start busy for minutes. */
    private static final int MOST_ITERATIONS = 10_000_000;

    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final char[] passphrase;
    private final SecureRandom random = new SecureRandom();
    private byte[] salt;
    private int iterations;
    private SecretKey key;

    PassphraseCipher(String passphrase) {
        this.passphrase = passphrase.toCharArray();
    }

    static boolean isSealed(JsonNode document) {
        return document.has("sealed");
    }

    ObjectNode encrypt(byte[] plain) throws GeneralSecurityException {
        if (key == null) {
            byte[] fresh = new byte[SALT_BYTES];
            random.nextBytes(fresh);
            derive(fresh, PassphraseKey.ITERATIONS);
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        ObjectNode head = JsonNodeFactory.instance
                .objectNode()
                .put("sealed", "AES-256-GCM")
                .put("kdf", "PBKDF2-HMAC-SHA256")
                .put("iterations", iterations)
                .put("salt", Base64.getEncoder().encodeToString(salt))
                .put("nonce", Base64.getEncoder().encodeToString(nonce));
        byte[] data = cipher(Cipher.ENCRYPT_MODE, nonce, head).doFinal(plain);
        return head.put("data", Base64.getEncoder().encodeToString(data));
    }

    /** @throws GeneralSecurityException where the passphrase is another one, or the document was changed */
    byte[] decrypt(ObjectNode sealed) throws GeneralSecurityException {
        ObjectNode head = sealed.deepCopy();
        try {
            byte[] data = Base64.getDecoder().decode(head.remove("data").asText());
            byte[] nonce = Base64.getDecoder().decode(head.path("nonce").asText());
            int asked = head.path("iterations").asInt();
            if (asked < 1 || asked > MOST_ITERATIONS) {
                throw new GeneralSecurityException("iterations out of range");
            }
            derive(Base64.getDecoder().decode(head.path("salt").asText()), asked);
            return cipher(Cipher.DECRYPT_MODE, nonce, head).doFinal(data);
        } catch (IllegalArgumentException | NullPointerException damaged) {
            throw new GeneralSecurityException("not a sealed document", damaged);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, ObjectNode head) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(head.toString().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** Deriving takes a good part of a second on purpose, so the key is kept. */
    private void derive(byte[] newSalt, int newIterations) throws GeneralSecurityException {
        if (key != null && iterations == newIterations && Arrays.equals(salt, newSalt)) {
            return;
        }
        key = PassphraseKey.derive(passphrase, newSalt, newIterations);
        salt = newSalt.clone();
        iterations = newIterations;
    }
}
