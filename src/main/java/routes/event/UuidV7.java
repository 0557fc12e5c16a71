package routes.event;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (RFC 9562 section 5.7) that rise: within a millisecond the twelve bits after the version count up
 * (section 6.2, method 1), and when they run out or the clock goes back the time is kept or moved ahead by one.
 */
public final class UuidV7 {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int COUNTER_END = 0x1000;

    private final Clock clock;
    private final RandomGenerator random;
    private long lastMillis;
    private int counter;

    public UuidV7(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** The next one as text. */
    String text() {
        return new String(next(), StandardCharsets.US_ASCII);
    }

    /** The next one's 36 characters. */
    public synchronized byte[] next() {
        long now = clock.millis();
        if (now > lastMillis) {
            lastMillis = now;
            // the upper half is left free to count in
            counter = random.nextInt(COUNTER_END / 2);
        } else if (++counter == COUNTER_END) {
            lastMillis++;
            counter = 0;
        }
        long high = (lastMillis << 16) | 0x7000 | counter;
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return text(high, low);
    }

    private static byte[] text(long high, long low) {
        byte[] text = new byte[36];
        int at = 0;
        for (int digit = 0; digit < 32; digit++) {
            if (digit == 8 || digit == 12 || digit == 16 || digit == 20) {
                text[at++] = '-';
            }
            long half = digit < 16 ? high : low;
            text[at++] = HEX[(int) (half >>> (60 - 4 * (digit & 15))) & 15];
        }
        return text;
    }
}
