package routes.journal.segment;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import routes.event.Amount;

/** The keys of the journal's chain: the first signs, all verify. Without any there are plain checksums. */
public final class KeyRing {

    private static final byte[] NONE = new byte[0];
    /** In bytes; what RFC 2104, section 3, discourages for SHA-256 is a key shorter than its digest. */
    private static final int SHORTEST = 32;

    private final List<byte[]> keys;

    private KeyRing(List<byte[]> keys) {
        this.keys = keys;
    }

    /** The bytes of each text in UTF-8 are an HMAC key as they are: nothing is derived from it. */
    public static KeyRing of(List<String> texts) {
        return of(texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new));
    }

    /** Empty ones are none. */
    public static KeyRing of(byte[]... keys) {
        return new KeyRing(Arrays.stream(keys)
                .filter(key -> key.length > 0)
                .map(byte[]::clone)
                .toList());
    }

    /** Said where the key that signs is so short that it can be guessed; its length in bytes, never the key. */
    public Optional<String> warning() {
        return keys.stream()
                .limit(1)
                .filter(key -> key.length < SHORTEST)
                .map(key -> "SIEM_JOURNAL_HMAC_KEY has " + Amount.of(key.length, "byte") + ": below " + SHORTEST
                        + " it can be guessed from the journal, and then it proves nothing. Make one of 32 random bytes, such as by"
                        + " `openssl rand -hex 32`, and put it on a line before this one.")
                .findFirst();
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** A new chain that signs with the first key. */
    public Chain first() {
        return new Chain(keys.isEmpty() ? NONE : keys.get(0));
    }

    /** A new chain of the key that has this id; of none for the id that stands for none. Empty where the key is not here. */
    public Optional<Chain> named(byte[] keyId) {
        return keyId.length == Chain.KEY_ID_LENGTH && Arrays.equals(keyId, new byte[Chain.KEY_ID_LENGTH])
                ? Optional.of(new Chain(NONE))
                : chains().filter(chain -> Arrays.equals(chain.keyId(), keyId)).findFirst();
    }

    private Stream<Chain> chains() {
        return keys.stream().map(Chain::new);
    }

    /** Keeps the keys out of logs. */
    @Override
    public String toString() {
        return "KeyRing[" + keys.size() + "]";
    }
}
