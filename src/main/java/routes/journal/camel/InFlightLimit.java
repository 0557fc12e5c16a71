package routes.journal.camel;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many requests of one integration may be under way at once: a fixed number, or as many as help. In {@code auto} it begins with one, adds
 * more while events wait and answers come as fast as with few (at first doubling with every round, later by one), and takes some away when
 * answers take more than twice as long; a request that the destination could not take halves it. It keeps no more
 * than carry {@value #ENOUGH} events a second: beside a destination as near as that, they only take time from each other. After a pause
 * there is one, until it is answered. Safe for several threads.
 */
public final class InFlightLimit {

    /** Exchange property that holds it, for whoever sends the requests. */
    public static final String PROPERTY = "SiemInFlightLimit";

    /** The most in {@code auto}. */
    static final int MOST = 64;

    /** Events a second, more than one router was seen to accept on any machine. */
    static final int ENOUGH = 250_000;

    /** Below this, answers that take longer say nothing. */
    private static final long NOISE_NANOS = Duration.ofMillis(2).toNanos();
    /** How much of the average a new answer is. */
    private static final double WEIGHT = 0.1;

    private static final double SLOWER = 2;
    private static final double LESS = 0.9;

    private final int fixed;
    private final LongSupplier nanoTime;
    private double limit = 1;
    private boolean isProbing;
    private boolean moreWaits;
    private boolean isDoubling = true;
    private double usual;
    private double average;
    private long loweredAt;
    private long heldUntil;

    /** @param fixed the number; 0 for {@code auto} */
    InFlightLimit(int fixed) {
        this(fixed, System::nanoTime);
    }

    InFlightLimit(int fixed, LongSupplier nanoTime) {
        this.fixed = fixed;
        this.nanoTime = nanoTime;
        this.loweredAt = nanoTime.getAsLong();
        this.heldUntil = loweredAt;
    }

    /** How many there may be now; none while the destination asked for a pause. */
    synchronized int now() {
        if (heldUntil - nanoTime.getAsLong() > 0) {
            return 0;
        }
        int allowed = fixed > 0 ? fixed : (int) limit;
        return isProbing ? 1 : allowed;
    }

    /** How long the destination still wants to be left alone, in milliseconds; 0 where it does not. */
    public synchronized long heldMillis() {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(heldUntil - nanoTime.getAsLong()));
    }

    /** Whether there is never more than one, so that events go in the journal's order. */
    boolean isAlwaysOne() {
        return fixed == 1;
    }

    /** Notes whether more could be sent if more were allowed. */
    synchronized void moreWaits(boolean more) {
        moreWaits = more;
    }

    /** A request with so many events was answered, whatever the answer, but for those that ask for less. */
    public synchronized void answered(long nanos, int events) {
        isProbing = false;
        if (fixed > 0) {
            return;
        }
        average = average == 0 ? nanos : average + WEIGHT * (nanos - average);
        if (usual == 0 || limit < 2 || average < usual) {
            usual = average;
        }
        double enough = ENOUGH * average / TimeUnit.SECONDS.toNanos(1) / Math.max(1, events);
        if (limit > Math.max(1, enough)) {
            limit = Math.max(Math.max(1, enough), limit - 1 / limit);
        } else if (moreWaits && limit < enough) {
            adapt();
        }
    }

    private void adapt() {
        if (average <= Math.max(SLOWER * usual, usual + NOISE_NANOS)) {
            limit = Math.min(MOST, limit + (isDoubling ? 1 : 1 / limit));
        } else {
            isDoubling = false;
            lower(LESS);
        }
    }

    /**
     * The destination could not take a request, or did not answer.
     *
     * @param pause how long it wants to be left alone; zero where it did not say
     */
    public synchronized void refused(Duration pause) {
        isDoubling = false;
        lower(1 / SLOWER);
        if (!pause.isZero()) {
            long until = nanoTime.getAsLong() + pause.toNanos();
            heldUntil = until - heldUntil > 0 ? until : heldUntil;
        }
    }

    /** Nothing is sent for a while, and then one request. */
    synchronized void paused() {
        isProbing = true;
        limit = 1;
        isDoubling = true;
        heldUntil = nanoTime.getAsLong();
    }

    /** Once for all requests that were under way together. */
    private void lower(double factor) {
        long now = nanoTime.getAsLong();
        if (now - loweredAt > average) {
            loweredAt = now;
            limit = Math.max(1, limit * factor);
        }
    }
}
