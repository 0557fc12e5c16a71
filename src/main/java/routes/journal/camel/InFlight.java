package routes.journal.camel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import routes.event.AgentKey;
import routes.event.Batch;
import routes.event.Event;

/**
 * What was read of a subscription and is not settled: on its way, or waiting for its turn. No two pieces of work that are on their way hold
 * events of the same agent, and an agent's events leave in the journal's order. Safe for several threads.
 */
final class InFlight {

    private final ReadRoom room;
    private final int maxEvents;
    private final long maxBytes;
    private final boolean isInOrder;
    /** By agent, of those that have nothing on its way. */
    private final Map<Long, Deque<Event>> waiting = new LinkedHashMap<>();
    /** By agent, of those that have: what comes after that. */
    private final Map<Long, Deque<Event>> behind = new HashMap<>();
    /** What goes next as it is: the only piece there is, or one that came back. */
    private final TreeSet<Work> held = new TreeSet<>(
            Comparator.comparingLong(work -> work.batch().events().get(0).position()));

    private int waitingEvents;
    /** Of all events here; none any more when nobody counts on these. */
    private long bytes;

    private boolean isAbandoned;
    private int onTheirWay;
    private long changes;
    private boolean isAloneOnItsWay;

    /** @param isInOrder whether one piece follows the other in the journal's order, whosever their events are */
    InFlight(ReadRoom room, int maxEvents, long maxBytes, boolean isInOrder) {
        this.room = room;
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
        this.isInOrder = isInOrder;
    }

    /** @param limit how many may be on their way; with one and nothing else here, what was read goes as it is */
    synchronized void add(Batch read, int limit) {
        count(read.bytes());
        if (isInOrder || (limit <= 1 && isEmpty())) {
            held.add(new Work(read, Set.of()));
        } else {
            read.events().forEach(this::line);
        }
        wake();
    }

    private void line(Event event) {
        long agent = AgentKey.of(event);
        Deque<Event> after = behind.get(agent);
        if (after == null) {
            waiting.computeIfAbsent(agent, key -> new ArrayDeque<>()).add(event);
            waitingEvents++;
        } else {
            after.add(event);
        }
    }

    synchronized boolean isEmpty() {
        return onTheirWay == 0 && held.isEmpty() && waiting.isEmpty();
    }

    synchronized int onTheirWay() {
        return onTheirWay;
    }

    /** Whether some work could go now. */
    synchronized boolean isReady(int limit) {
        return onTheirWay < limit
                && !isAloneOnItsWay
                && (held.isEmpty()
                        ? !waiting.isEmpty()
                        : onTheirWay == 0 || !held.first().goesAlone());
    }

    /** Whether more has to be read to fill all requests that may go now. */
    synchronized boolean wantsMore(int limit) {
        return held.isEmpty()
                && !isAloneOnItsWay
                && waitingEvents < (long) (limit - onTheirWay) * maxEvents
                && (bytes == 0 || room.hasRoom());
    }

    /** Takes what may go now. */
    synchronized Optional<Work> take(int limit) {
        if (!isReady(limit)) {
            return Optional.empty();
        }
        Work work = held.isEmpty() ? gather(limit - onTheirWay) : held.pollFirst();
        onTheirWay++;
        isAloneOnItsWay = work.goesAlone();
        return Optional.of(work);
    }

    /** Shares what waits among the requests that may go, where it is more than one may hold. */
    private Work gather(int requests) {
        long pieces = Math.max(1, Math.min(requests, waitingEvents / maxEvents));
        long most = (waiting.size() + pieces - 1) / pieces;
        List<Event> taken = new ArrayList<>();
        Set<Long> agents = new HashSet<>();
        long room = maxBytes;
        Iterator<Map.Entry<Long, Deque<Event>>> lines = waiting.entrySet().iterator();
        while (lines.hasNext() && agents.size() < most && taken.size() < maxEvents && room > 0) {
            Map.Entry<Long, Deque<Event>> line = lines.next();
            Deque<Event> events = line.getValue();
            while (!events.isEmpty()
                    && taken.size() < maxEvents
                    && (taken.isEmpty() || events.peek().length() <= room)) {
                room -= events.peek().length();
                taken.add(events.poll());
            }
            agents.add(line.getKey());
            waitingEvents -= events.size();
            behind.put(line.getKey(), events);
            lines.remove();
        }
        waitingEvents -= taken.size();
        taken.sort(Comparator.comparingLong(Event::position));
        return new Work(new Batch(taken), agents);
    }

    /** Takes note of work that has ended. */
    synchronized void ended(Work work) {
        left(work);
        count(-work.batch().bytes());
        for (long agent : work.agents()) {
            Deque<Event> next = behind.remove(agent);
            if (next != null && !next.isEmpty()) {
                waiting.put(agent, next);
                waitingEvents += next.size();
            }
        }
    }

    /** Takes back what remains of work; it goes again before anything of the same agents. */
    synchronized void cameBack(Work work, Batch remaining) {
        left(work);
        count(remaining.bytes() - work.batch().bytes());
        held.add(work.with(remaining));
    }

    private void left(Work work) {
        onTheirWay--;
        if (work.goesAlone()) {
            isAloneOnItsWay = false;
        }
        wake();
    }

    /** Forgets all of it, where nothing is on its way: it is read again. */
    synchronized void clear() {
        waiting.clear();
        behind.clear();
        held.clear();
        waitingEvents = 0;
        count(-bytes);
        wake();
    }

    /** Nobody reads for these any more; what is on its way has no say. */
    synchronized void abandon() {
        clear();
        isAbandoned = true;
    }

    private void count(long more) {
        if (!isAbandoned) {
            bytes += more;
            room.add(more);
        }
    }

    /** Counts what changed here; to be asked before one looks whether there is something to wait for. */
    synchronized long changes() {
        return changes;
    }

    /** Waits for a change after those seen, at most so long. */
    synchronized void awaitChange(long seen, long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = end - System.nanoTime(); changes == seen && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Whether nothing is on its way; waits for a change where something is, at most so long. */
    synchronized boolean awaitNothingOnItsWay(long millis) throws InterruptedException {
        if (onTheirWay > 0) {
            awaitChange(changes, millis);
        }
        return onTheirWay == 0;
    }

    /** Has everyone who waits look round. */
    synchronized void wake() {
        changes++;
        notifyAll();
    }
}
