package routes.accept.rule;

/** A set of ASCII characters. */
final class Letters {

    static final Letters HEX = new Letters("0123456789abcdefABCDEF");
    static final Letters HOST = new Letters("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._:[]*%");

    static final Letters TOOL_PATTERN =
            new Letters("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.:/*-");

    /** One for each byte that is in the set, so that a loop can go on without asking. */
    private final byte[] table = new byte[256];

    private Letters(String letters) {
        letters.chars().forEach(letter -> table[letter] = 1);
    }

    /** Whether all of these bytes are in the set. */
    boolean hasAll(byte[] bytes, int from, int to) {
        int all = 1;
        for (int i = from; i < to; i++) {
            all &= table[bytes[i] & 0xFF];
        }
        return all != 0;
    }
}
