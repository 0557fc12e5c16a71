package routes.journal.segment;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Appends that wait for the committer. Full: who appends waits, so that memory is bounded however slow the disk. */
public final class AppendQueue {

    public static final long MOST_BYTES = 16L * 1024 * 1024;
    static final int MOST_APPENDS = 16 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition work = lock.newCondition();
    private final Deque<Append> waiting = new ArrayDeque<>();
    private long bytes;
    /** How many wait for room. */
    private int queued;

    private boolean closed;

    public void put(Append append) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            awaitRoom(append);
            add(append);
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom(Append append) throws InterruptedException {
        queued++;
        try {
            while (isFull(append)) {
                room.await();
            }
        } finally {
            queued--;
        }
    }

    /** False where it is full, or others wait for room: small appends would else pass a large one for ever. */
    public boolean offer(Append append) throws IOException {
        lock.lock();
        try {
            if (queued > 0 || isFull(append)) {
                return false;
            }
            add(append);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void add(Append append) throws IOException {
        if (closed) {
            throw new IOException("the journal is closed: nothing was appended");
        }
        waiting.addLast(append);
        bytes += append.lines().length();
        work.signal();
    }

    private boolean isFull(Append append) {
        return !closed
                && !waiting.isEmpty()
                && (waiting.size() >= MOST_APPENDS || bytes + append.lines().length() > MOST_BYTES);
    }

    /** What makes one commit group, waiting for it; empty after {@code millis}, or when closed with nothing left. */
    List<Append> take(long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (waiting.isEmpty() && !closed && left > 0) {
                left = work.awaitNanos(left);
            }
            return group();
        } finally {
            lock.unlock();
        }
    }

    private List<Append> group() {
        List<Append> group = new ArrayList<>();
        long size = 0;
        while (!waiting.isEmpty()) {
            int next = waiting.peekFirst().lines().length();
            if (!group.isEmpty() && size + next > GroupBuilder.BYTES) {
                break;
            }
            group.add(waiting.removeFirst());
            size += next;
        }
        bytes -= size;
        if (!group.isEmpty()) {
            room.signalAll();
        }
        return group;
    }

    public void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isFinished() {
        lock.lock();
        try {
            return closed && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
