package routes.record;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.event.EventType;
import routes.event.RouterEvent;
import routes.event.UuidV7;
import routes.journal.Journal;

/**
 * Makes the router's own events and has a thread of its own append them, in order. While the journal cannot take them, or is not open
 * yet, {@value #MOST} wait; beyond that the oldest is lost, counted and told once. Whoever puts one never waits.
 */
public final class RouterEvents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RouterEvents.class);

    private static final int MOST = 1000;
    private static final long AGAIN_MILLIS = 1000;
    private static final long LAST_MILLIS = 2000;

    private final UuidV7 ids;
    private final Clock clock;
    private final String router;
    private final Counter lost;
    private final Deque<RouterEvent> waiting = new ArrayDeque<>();
    private boolean isLosing;
    private boolean closed;
    private Thread appender;

    /** @param router this one's name, among several */
    public RouterEvents(Clock clock, String router, MeterRegistry metrics) {
        this.ids = new UuidV7(clock, new SecureRandom());
        this.clock = clock;
        this.router = router;
        this.lost = Counter.builder("siem.router.events.lost")
                .description("Events of the router itself that the journal could not take; the log has what they said")
                .register(metrics);
    }

    /** One that happens now, and is in no journal yet. */
    public RouterEvent make(EventType type, Map<String, Object> fields) {
        return RouterEvent.of(type, ids, clock.instant(), router, fields);
    }

    public void put(EventType type, Map<String, Object> fields) {
        put(make(type, fields));
    }

    public synchronized void put(RouterEvent event) {
        if (waiting.size() >= MOST) {
            waiting.removeFirst();
            lost(1);
        }
        waiting.addLast(event);
        notifyAll();
    }

    private void lost(int events) {
        lost.increment(events);
        if (!isLosing) {
            isLosing = true;
            LOG.warn("The journal does not take the router's own events; the oldest of those that wait are given up.");
        }
    }

    /** From here on they go to this journal. */
    public synchronized void begin(Journal journal) {
        appender = new Thread(() -> appendAll(journal), "router-events");
        appender.setDaemon(true);
        appender.start();
    }

    private void appendAll(Journal journal) {
        try {
            for (List<RouterEvent> next = take(); !next.isEmpty(); next = take()) {
                append(journal, next);
            }
        } catch (InterruptedException end) {
            LOG.debug("the router's own events end here");
        }
    }

    private synchronized List<RouterEvent> take() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        List<RouterEvent> all = new ArrayList<>(waiting);
        waiting.clear();
        return all;
    }

    private void append(Journal journal, List<RouterEvent> events) throws InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        journal.append(RouterEvent.lines(events), failure -> {
            if (failure == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(failure);
            }
        });
        try {
            done.get();
            appended();
        } catch (ExecutionException refused) {
            LOG.debug("the router's own events wait for the journal", refused.getCause());
            putBack(events);
        }
    }

    private synchronized void appended() {
        isLosing = false;
    }

    /** Newer ones may have come meanwhile; the oldest go where there is no room. */
    private synchronized void putBack(List<RouterEvent> events) throws InterruptedException {
        int room = Math.min(events.size(), MOST - waiting.size());
        if (room < events.size()) {
            lost(events.size() - room);
        }
        for (int i = events.size() - 1; i >= events.size() - room; i--) {
            waiting.addFirst(events.get(i));
        }
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(AGAIN_MILLIS);
        for (long left = AGAIN_MILLIS;
                left > 0 && !closed;
                left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())) {
            wait(left);
        }
        if (closed) {
            lost(waiting.size());
            waiting.clear();
        }
    }

    /** Appends what waits, before the journal is closed; gives up what it does not take soon. */
    @Override
    public void close() {
        Thread last;
        synchronized (this) {
            closed = true;
            notifyAll();
            last = appender;
        }
        if (last == null) {
            return;
        }
        try {
            last.join(LAST_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        last.interrupt();
    }
}
