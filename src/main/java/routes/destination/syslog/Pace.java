package routes.destination.syslog;

import java.util.concurrent.TimeUnit;

/**
 * Says when the next datagram may go: nobody says when a receiver's buffer is full, so it must not be filled faster than it is read.
 * Datagrams go in lumps of {@value #LUMP_MILLIS} ms, because a thread cannot wait for much less. One of more than
 * {@value #UNIT} bytes counts as several, as it does in the receiver's buffer.
 */
final class Pace {

    private static final int LUMP_MILLIS = 10;
    private static final int UNIT = 1024;

    private final long nanosEach;
    private long next = System.nanoTime();

    /** @param perSecond 0 for as fast as the system takes them */
    Pace(int perSecond) {
        nanosEach = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /**
     * Takes the next place.
     *
     * @return nanoseconds to wait before a datagram of so many bytes; 0 for most of a lump
     */
    long take(int bytes) {
        long now = System.nanoTime();
        next = now - next > 0 ? now : next;
        long ahead = next - now;
        next += nanosEach * (1 + bytes / UNIT);
        return ahead > TimeUnit.MILLISECONDS.toNanos(LUMP_MILLIS) ? ahead : 0;
    }
}
