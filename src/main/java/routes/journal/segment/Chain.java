package routes.journal.segment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import routes.disk.Sha256;

/** The chained checksum over commit groups, see the package's table. Used by one thread at a time. */
public final class Chain {

    public static final int LENGTH = 32;
    public static final int KEY_ID_LENGTH = 8;

    private final MessageDigest digest;
    private final Optional<Mac> mac;
    private final byte[] keyId;

    /** @param key may be empty: then the chain shows accidents, not intent. */
    Chain(byte[] key) {
        digest = Sha256.digest();
        mac = key.length == 0 ? Optional.empty() : Optional.of(Sha256.keyed(key));
        keyId = mac.map(Chain::idOf).orElseGet(() -> new byte[KEY_ID_LENGTH]);
    }

    private static byte[] idOf(Mac mac) {
        byte[] whole = mac.doFinal("siem-router journal key id".getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(whole, KEY_ID_LENGTH);
    }

    static byte[] start() {
        return new byte[LENGTH];
    }

    /** Whether there is no key. */
    public boolean isPlain() {
        return mac.isEmpty();
    }

    public byte[] keyId() {
        return keyId.clone();
    }

    /** HMAC-SHA256 of a text; only with a key. */
    public byte[] sign(byte[] text) {
        return mac.orElseThrow().doFinal(text);
    }

    /** In constant time. */
    public boolean isSignature(byte[] text, byte[] signature) {
        return mac.isPresent() && MessageDigest.isEqual(sign(text), signature);
    }

    /**
     * @param before the chain value of the group before
     * @param head the entry's header and line table
     * @param data holds the group's lines from {@code from}
     */
    public byte[] after(byte[] before, ByteBuffer head, byte[] data, int from, int length) {
        if (mac.isPresent()) {
            Mac keyed = mac.get();
            keyed.update(before);
            keyed.update(head.duplicate());
            keyed.update(data, from, length);
            return keyed.doFinal();
        }
        digest.update(before);
        digest.update(head.duplicate());
        return digest.digest();
    }
}
