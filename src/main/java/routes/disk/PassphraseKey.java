package routes.disk;

import java.security.GeneralSecurityException;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Makes an AES-256 key of a passphrase: PBKDF2-HMAC-SHA256 (RFC 8018). Takes a good part of a second, on purpose. */
public final class PassphraseKey {

    /** OWASP Password Storage Cheat Sheet, 2023. */
    public static final int ITERATIONS = 600_000;

    private static final int KEY_BITS = 256;

    private PassphraseKey() {}

    public static SecretKey derive(char[] passphrase, byte[] salt, int iterations) throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(passphrase, salt, iterations, KEY_BITS);
        try {
            byte[] derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return new SecretKeySpec(derived, "AES");
        } finally {
            spec.clearPassword();
        }
    }
}
