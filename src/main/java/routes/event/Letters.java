package routes.event;

/**
 * A set of ASCII characters.
 *
 * @param low those below 64, one bit each
 * @param high those from 64 on
 */
record Letters(long low, long high) {

    static final Letters HEX = of("0123456789abcdefABCDEF");
    static final Letters HOST = of("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._:[]*%");

    private static Letters of(String letters) {
        long low = 0;
        long high = 0;
        for (char letter : letters.toCharArray()) {
            if (letter < 64) {
                low |= 1L << letter;
            } else {
                high |= 1L << (letter - 64);
            }
        }
        return new Letters(low, high);
    }

    boolean has(byte b) {
        return b >= 0 && ((b < 64 ? low >>> b : high >>> (b - 64)) & 1) != 0;
    }
}
