package routes.ingest;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import routes.problem.Problem;
import routes.problem.ProblemException;

/** The bytes that all requests in flight may hold together, compressed and decompressed ones alike. */
public final class ByteBudget {

    private final Semaphore free;
    private final long maxWaitMillis;

    /**
     * @param bytes for all requests together
     * @param maxWaitMillis how long a request waits for others to finish before it is refused
     */
    public ByteBudget(int bytes, long maxWaitMillis) {
        // fair: a large request is not passed over by small ones for ever
        this.free = new Semaphore(bytes, true);
        this.maxWaitMillis = maxWaitMillis;
    }

    public Share open() {
        return new Share();
    }

    /** Bytes that are free now. */
    public int free() {
        return free.availablePermits();
    }

    /** What one request holds. Used by one thread at a time. */
    public final class Share implements AutoCloseable {

        private int held;

        private Share() {}

        /** Takes so many more if they are free. */
        boolean tryTake(int bytes) {
            boolean taken = free.tryAcquire(bytes);
            held += taken ? bytes : 0;
            return taken;
        }

        /** Takes so many more, waiting for them where they are used up; the request is refused when that takes too long. */
        public void take(int bytes) throws InterruptedException {
            if (!free.tryAcquire(bytes) && !free.tryAcquire(bytes, maxWaitMillis, TimeUnit.MILLISECONDS)) {
                throw busy();
            }
            held += bytes;
        }

        /** Whether a request that has waited since then, a {@link System#nanoTime}, has waited long enough. */
        boolean isTooLongSince(long since) {
            return System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(maxWaitMillis);
        }

        ProblemException busy() {
            return new ProblemException(Problem.of(
                            503,
                            "busy",
                            "The server holds as many requests as it may",
                            "Send the request again after the time in Retry-After.")
                    .withHeader("Retry-After", "1"));
        }

        /** Gives everything back; a second time does nothing. */
        @Override
        public void close() {
            free.release(held);
            held = 0;
        }
    }
}
