package routes.server.body;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import routes.problem.Problem;
import routes.problem.ProblemException;

/**
 * The bytes that all requests in flight may hold together, compressed and decompressed ones alike. They are given out so that
 * those under way can always finish one after the other (Dijkstra's banker): otherwise a few large requests at once would each
 * hold a part, wait for the rest and be refused together.
 */
public final class ByteBudget {

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition change = lock.newCondition();
    private final long maxWaitMillis;
    private final int total;
    /** Those that hold something, or wait for their first bytes, in the order in which they came; guarded by the lock. */
    private final List<Share> shares = new ArrayList<>();

    private long free;
    private int largest;

    /**
     * @param bytes for all requests together
     * @param maxWaitMillis how long a request waits for others to finish before it is refused
     */
    public ByteBudget(int bytes, long maxWaitMillis) {
        this.total = bytes;
        this.free = bytes;
        this.maxWaitMillis = maxWaitMillis;
    }

    /** @param most bytes that the request can come to hold */
    public Share open(long most) {
        return new Share((int) Math.min(most, total));
    }

    /** Bytes that are free now. */
    public int free() {
        lock.lock();
        try {
            return (int) free;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a request that has waited since then, a {@link System#nanoTime}, has waited long enough. */
    boolean isTooLongSince(long since) {
        return System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(maxWaitMillis);
    }

    static ProblemException busy() {
        return new ProblemException(Problem.of("busy", "Send the request again after the time in Retry-After.")
                .withHeader("Retry-After", "1"));
    }

    /** Whether all can finish one after the other when this one is given so many more. */
    private boolean isSafe(Share asking, int bytes) {
        long left = free - bytes;
        if (left < 0 || left >= largest) {
            return left >= 0;
        }
        List<Share> order = new ArrayList<>(shares);
        order.sort(Comparator.comparingInt(share -> share.need(asking, bytes)));
        for (Share share : order) {
            if (share.need(asking, bytes) > left) {
                return false;
            }
            left += share.held + (share == asking ? bytes : 0);
        }
        return true;
    }

    /** A request that holds nothing yet goes behind those that came before and wait: a large one is not passed over for ever. */
    private boolean isTurnOf(Share asking) {
        if (asking.held > 0) {
            return true;
        }
        for (Share share : shares) {
            if (share == asking || share.isWaiting) {
                return share == asking;
            }
        }
        return true;
    }

    /** What one request holds. Used by one thread at a time. */
    public final class Share implements AutoCloseable {

        private final int most;
        private int held;
        private boolean isWaiting;

        private Share(int most) {
            this.most = most;
        }

        /** Takes so many more, waiting for them where they are used up; the request is refused when that takes too long. */
        public void take(int bytes) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                enlist();
                await(bytes);
                give(bytes);
            } finally {
                lock.unlock();
            }
        }

        /** Takes so many more if it may now; one that may not keeps its turn, and asks again. */
        boolean tryTake(int bytes) {
            lock.lock();
            try {
                enlist();
                isWaiting = !isTurnOf(this) || !isSafe(this, bytes);
                if (!isWaiting) {
                    give(bytes);
                }
                return !isWaiting;
            } finally {
                lock.unlock();
            }
        }

        private void enlist() {
            if (!shares.contains(this)) {
                shares.add(this);
                largest = Math.max(largest, most);
            }
        }

        private void give(int bytes) {
            free -= bytes;
            held += bytes;
        }

        private void await(int bytes) throws InterruptedException {
            long left = TimeUnit.MILLISECONDS.toNanos(maxWaitMillis);
            try {
                while (!isTurnOf(this) || !isSafe(this, bytes)) {
                    isWaiting = true;
                    if (left <= 0) {
                        throw busy();
                    }
                    left = change.awaitNanos(left);
                }
            } finally {
                isWaiting = false;
            }
        }

        /** What it may still ask for, as it would be after {@code asking} was given the bytes. */
        private int need(Share asking, int bytes) {
            return Math.max(0, most - held - (this == asking ? bytes : 0));
        }

        /** Gives everything back; a second time does nothing. */
        @Override
        public void close() {
            lock.lock();
            try {
                shares.remove(this);
                free += held;
                held = 0;
                change.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
