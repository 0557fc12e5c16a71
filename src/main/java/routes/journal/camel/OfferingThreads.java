package routes.journal.camel;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The threads of one {@link Offering}. Safe for several threads. */
final class OfferingThreads {

    private final String name;
    private final ReadRoom room;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    OfferingThreads(String name, ReadRoom room) {
        this.name = name;
        this.room = room;
    }

    void begin(Runnable work) {
        Thread thread = new Thread(work, name);
        running.add(thread);
        thread.start();
    }

    /** One more, where all subscriptions together have few enough, and the machine has one to give. */
    void beginAnother(Runnable work) {
        if (!room.takeThread()) {
            return;
        }
        Thread thread = new Thread(() -> runAndGiveBack(work), name);
        running.add(thread);
        try {
            thread.start();
        } catch (OutOfMemoryError noThread) {
            // what is there does its work, only slower
            running.remove(thread);
            room.giveThreadBack();
        }
    }

    private void runAndGiveBack(Runnable work) {
        try {
            work.run();
        } finally {
            room.giveThreadBack();
        }
    }

    /** Whether the thread that asks may end, because others are left; only one at a time may think so. */
    synchronized boolean leave() {
        return running.size() > 1 && running.remove(Thread.currentThread());
    }

    /** The thread that says so ends. */
    void ended() {
        running.remove(Thread.currentThread());
    }

    boolean areAlive() {
        return !running.isEmpty();
    }

    /** Waits for one of them to end, at most so long. */
    void join(long millis) throws InterruptedException {
        Optional<Thread> one = running.stream().findAny();
        if (one.isPresent()) {
            one.get().join(millis);
        }
    }

    void interruptRedeliveries() {
        running.forEach(RedeliverySleep::interrupt);
    }
}
