package routes.deliver;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import routes.event.Event;

/**
 * How many requests carried each event that is not settled yet, for events whose requests failed. Outlives a {@link Delivery}, because
 * what is parked is offered again in another one; holds nothing while all goes well. Begins anew with the process.
 */
public final class EventAttempts {

    private final NavigableMap<Long, Integer> byPosition = new TreeMap<>();

    /** These are settled. */
    synchronized void forget(List<Event> events) {
        if (!byPosition.isEmpty()) {
            events.forEach(event -> byPosition.remove(event.position()));
        }
    }

    /** What stands before this position is settled or passed over. */
    synchronized void forgetBefore(long position) {
        byPosition.headMap(position, false).clear();
    }

    /** A request that carried these settled none of them. */
    synchronized void add(List<Event> events) {
        events.forEach(event -> byPosition.merge(event.position(), 1, Integer::sum));
    }

    synchronized int of(Event event) {
        return byPosition.getOrDefault(event.position(), 0);
    }
}
