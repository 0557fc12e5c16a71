package routes.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import routes.disk.PassphraseKey;

/**
 * Seals dead letters line by line, so that a file of them is appended to and cut as before: AES-256-GCM (NIST SP 800-38D) with a
 * random 96-bit nonce for each line, the key by {@link PassphraseKey}. What stands before the data is authenticated with it.
 *
 * <pre>{"position":52100,"sealed":"1:SALT:NONCE-AND-DATA"}</pre>
 *
 * <p>1 is the form of this line; salt (16 bytes) and data are Base64. Of several keys the first seals, all open. Without any,
 * lines stay as they are.
 */
final class DeadLetterCipher {

    static final DeadLetterCipher NONE = new DeadLetterCipher(List.of());

    private static final Pattern SEALED =
            Pattern.compile("([{-]\"position\":\\d+,\"sealed\":\"1:)([A-Za-z0-9+/=]{24}):([A-Za-z0-9+/=]++)\"}");
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final List<char[]> passphrases;
    private final SecureRandom random = new SecureRandom();
    /** By salt, in the order of the passphrases; deriving is slow, and a folder has few salts. */
    private final Map<String, SecretKey[]> derived = new ConcurrentHashMap<>();

    private volatile String salt;

    DeadLetterCipher(List<String> passphrases) {
        this.passphrases = passphrases.stream().map(String::toCharArray).toList();
    }

    static boolean isSealed(byte[] line) {
        return SEALED.matcher(text(line)).matches();
    }

    /** The line as it is to be written; the line itself without a key. Neither has a line break. */
    byte[] seal(long position, byte[] line) {
        if (passphrases.isEmpty()) {
            return line;
        }
        try {
            String with = saltForWriting();
            String head = "{\"position\":" + position + ",\"sealed\":\"1:";
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            byte[] data =
                    cipher(Cipher.ENCRYPT_MODE, key(with, 0), nonce, head, with).doFinal(line);
            byte[] whole = ByteBuffer.allocate(nonce.length + data.length)
                    .put(nonce)
                    .put(data)
                    .array();
            return (head + with + ":" + Base64.getEncoder().encodeToString(whole) + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException("This Java cannot encrypt with AES-256-GCM.", unavailable);
        }
    }

    /** The line as it was before it was sealed; one that never was, as it is. Empty where no key opens it, or it was changed. */
    Optional<byte[]> open(byte[] line) {
        Matcher sealed = SEALED.matcher(text(line));
        if (!sealed.matches()) {
            return Optional.of(line);
        }
        Optional<byte[]> opened = Optional.empty();
        for (int number = 0; number < passphrases.size() && opened.isEmpty(); number++) {
            opened = open(sealed, number);
        }
        return opened;
    }

    /** Whether the line is as this cipher would write it now. */
    boolean isCurrent(byte[] line) {
        Matcher sealed = SEALED.matcher(text(line));
        return sealed.matches() ? passphrases.isEmpty() || open(sealed, 0).isPresent() : passphrases.isEmpty();
    }

    private Optional<byte[]> open(Matcher sealed, int number) {
        try {
            byte[] whole = Base64.getDecoder().decode(sealed.group(3));
            SecretKey key = key(sealed.group(2), number);
            byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
            byte[] line = cipher(Cipher.DECRYPT_MODE, key, nonce, sealed.group(1), sealed.group(2))
                    .doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
            if (number == 0 && salt == null) {
                salt = sealed.group(2);
            }
            return Optional.of(line);
        } catch (GeneralSecurityException | IllegalArgumentException otherKeyOrChanged) {
            return Optional.empty();
        }
    }

    /** That of what is there already, where there is anything: each further salt would cost every later start its time. */
    private synchronized String saltForWriting() {
        if (salt == null) {
            byte[] fresh = new byte[SALT_BYTES];
            random.nextBytes(fresh);
            salt = Base64.getEncoder().encodeToString(fresh);
        }
        return salt;
    }

    private SecretKey key(String with, int number) throws GeneralSecurityException {
        SecretKey[] keys = derived.computeIfAbsent(with, any -> new SecretKey[passphrases.size()]);
        synchronized (keys) {
            if (keys[number] == null) {
                keys[number] = PassphraseKey.derive(
                        passphrases.get(number), Base64.getDecoder().decode(with), PassphraseKey.ITERATIONS);
            }
            return keys[number];
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String head, String with)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((head + with).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.ISO_8859_1);
    }
}
