package routes.server.tls;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Says in the log that TLS handshakes fail, since nobody gets an answer by which to find out why: the first at once, and what follows
 * within a minute as one line with their number, the last client and its reason.
 */
public final class FailedHandshakes {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Consumer<String> log;
    private final LongSupplier nanos;
    private long toldAt;
    private boolean isQuiet = true;
    private long untold;
    private String last = "";

    /** @param nanos as {@link System#nanoTime} gives them */
    public FailedHandshakes(Consumer<String> log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
    }

    /** @param address of the client */
    public synchronized void put(String address, HandshakeFault fault) {
        untold++;
        last = address + ": " + fault.words();
        if (isQuiet) {
            tell();
        }
    }

    /** Writes what was counted for a minute; to be called again and again. */
    public synchronized void settle() {
        if (!isQuiet && nanos.getAsLong() - toldAt >= MINUTE) {
            if (untold > 0) {
                tell();
            } else {
                isQuiet = true;
            }
        }
    }

    private void tell() {
        log.accept("http: " + (untold == 1 ? "a TLS handshake" : untold + " TLS handshakes")
                + " failed. Address and reason of the last: " + last + ".");
        untold = 0;
        isQuiet = false;
        toldAt = nanos.getAsLong();
    }
}
