package routes.journal.camel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** When a batch that failed is offered again: after 5 s, then twice as long each time, or when somebody says. */
final class Parking {

    private static final long FIRST_MILLIS = 5_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final long longestMillis;
    private long delayMillis;
    /** For people; what is waited for is {@link #deadline}, which no clock that jumps makes years of. */
    private Optional<Instant> until = Optional.empty();

    private long deadline;

    Parking(long longestMillis) {
        this.longestMillis = longestMillis;
        this.delayMillis = Math.min(FIRST_MILLIS, longestMillis);
    }

    /** @param retryAt the time the route asks for, instead of the next delay */
    void park(Optional<Instant> retryAt) {
        lock.lock();
        try {
            Instant now = Instant.now();
            Instant next = retryAt.orElseGet(() -> now.plusMillis(delayMillis));
            if (until.filter(next::isBefore).isPresent()) {
                // of several that were under way together, the one that has to wait longest counts
                return;
            }
            until = Optional.of(next);
            deadline = System.nanoTime()
                    + TimeUnit.MILLISECONDS.toNanos(Duration.between(now, next).toMillis());
            delayMillis = Math.min(delayMillis * 2, longestMillis);
        } finally {
            lock.unlock();
        }
    }

    /** Something was delivered: the next failure starts with the short delay again. */
    void reset() {
        lock.lock();
        try {
            delayMillis = Math.min(FIRST_MILLIS, longestMillis);
            until = Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the waiting now. */
    void release() {
        lock.lock();
        try {
            until = Optional.empty();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Has the waiting thread look at its reason to stop. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Optional<Instant> until() {
        lock.lock();
        try {
            return until;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is time, or there is reason to stop. */
    void await(BooleanSupplier stop) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanosLeft();
            while (left > 0 && !stop.getAsBoolean()) {
                left = Math.min(changed.awaitNanos(left), nanosLeft());
            }
            if (left <= 0) {
                until = Optional.empty();
            }
        } finally {
            lock.unlock();
        }
    }

    private long nanosLeft() {
        return until.isPresent() ? deadline - System.nanoTime() : 0;
    }

    /** Waits as long as {@code held} says so. */
    void awaitWhile(BooleanSupplier held) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (held.getAsBoolean()) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }
}
