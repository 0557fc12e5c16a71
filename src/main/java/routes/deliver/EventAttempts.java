package routes.deliver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import routes.event.Event;

/**
 * How many requests carried each event that is not settled yet, for events whose requests failed. Outlives a {@link Delivery}, because
 * what is parked is offered again in another one; holds the events of one batch at most, and nothing while all goes well. Begins anew
 * with the process.
 */
public final class EventAttempts {

    private final Map<Long, Integer> byPosition = new HashMap<>();

    /** What is offered now is all that is left of what was offered before. */
    synchronized void forgetAllBut(List<Event> events) {
        if (!byPosition.isEmpty()) {
            Set<Long> open = events.stream().map(Event::position).collect(Collectors.toSet());
            byPosition.keySet().retainAll(open);
        }
    }

    /** A request that carried these settled none of them. */
    synchronized void add(List<Event> events) {
        events.forEach(event -> byPosition.merge(event.position(), 1, Integer::sum));
    }

    synchronized int of(Event event) {
        return byPosition.getOrDefault(event.position(), 0);
    }
}
