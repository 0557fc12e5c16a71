package routes.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Iterator;
import java.util.List;

/**
 * Events on their way to one destination, in the journal's order. Never empty, never changed. In Simple {@code ${body.size}}, {@code
 * ${body.family}}, {@code ${body[0].type}}; as JSON it is an array of its events; printed it is their number.
 */
public record Batch(@JsonValue List<Event> events) implements Iterable<Event> {

    public Batch {
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a batch of no events");
        }
    }

    public int size() {
        return events.size();
    }

    /** The family of all of them, or {@code mixed}. */
    public String family() {
        Family first = events.get(0).type().family();
        boolean isMixed = events.stream().anyMatch(event -> event.type().family() != first);
        return isMixed ? Family.MIXED : first.word();
    }

    /** The events' own bytes, without line breaks or whatever an encoder puts around them. */
    public long bytes() {
        long sum = 0;
        for (Event event : events) {
            sum += event.length();
        }
        return sum;
    }

    @Override
    public Iterator<Event> iterator() {
        return events.iterator();
    }

    /** Never a byte of an event: a route prints it with {@code ${body}}. */
    @Override
    public String toString() {
        return Amount.of(size(), "event");
    }
}
