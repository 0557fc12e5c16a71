package routes.journal.camel;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all subscriptions together may hold beyond what each needs to get on: bytes of events that were read and are not settled, and threads.
 * A destination that is slow takes more of both, so there has to be an end. Safe for several threads.
 */
final class ReadRoom {

    /** Of the heap; requests are encoded beside their events, and some of them compressed. */
    private static final int SHARE = 8;

    private static final int THREADS = 256;

    private final long most = Runtime.getRuntime().maxMemory() / SHARE;
    private final AtomicLong bytes = new AtomicLong();
    private final Semaphore threads = new Semaphore(THREADS);

    boolean hasRoom() {
        return bytes.get() < most;
    }

    void add(long more) {
        bytes.addAndGet(more);
    }

    /** Whether one more thread may begin beside a subscription's first; {@link #giveThreadBack} when it has ended. */
    boolean takeThread() {
        return threads.tryAcquire();
    }

    void giveThreadBack() {
        threads.release();
    }
}
