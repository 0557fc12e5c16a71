package routes.journal.segment;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** How far the journal is committed, and the place where readers wait for more. */
public final class Commits {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile long end;

    public Commits(long end) {
        this.end = end;
    }

    public long end() {
        return end;
    }

    void advance(long newEnd) {
        lock.lock();
        try {
            end = newEnd;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Has every waiting reader look at its reason to stop. */
    public void wakeAll() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is more than {@code seen}, the time is used up, or the reader is to stop. */
    public void awaitBeyond(long seen, long nanos, BooleanSupplier stop) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (end <= seen && left > 0 && !stop.getAsBoolean()) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
