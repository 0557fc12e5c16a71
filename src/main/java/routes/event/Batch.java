package routes.event;

import java.util.List;

/** Events on their way to one destination, in the journal's order. Never empty, never changed. */
public record Batch(List<Event> events) {

    public Batch {
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a batch of no events");
        }
    }

    public int size() {
        return events.size();
    }

    /** The events' own bytes, without line breaks or whatever an encoder puts around them. */
    public long bytes() {
        long sum = 0;
        for (Event event : events) {
            sum += event.length();
        }
        return sum;
    }
}
