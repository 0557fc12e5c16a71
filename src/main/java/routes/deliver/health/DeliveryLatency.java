package routes.deliver.health;

import java.util.Iterator;
import java.util.stream.Stream;
import routes.event.Event;

/**
 * How long events took from their commit in the journal to their delivery. The journal notes the time once a commit group, and a
 * request's events come in the journal's order, so a few runs are looked up for each request, not every event.
 */
public final class DeliveryLatency {

    /** In seconds; from a destination next door to one that was away for a day. */
    private static final double[] BOUNDS = {
        0.005,
        0.01,
        0.025,
        0.05,
        0.1,
        0.25,
        0.5,
        1,
        2.5,
        5,
        10,
        30,
        60,
        300,
        1_800,
        3_600,
        21_600,
        86_400,
        Double.POSITIVE_INFINITY
    };

    private static final double MILLIS = 1_000;

    private final long[] counts = new long[BOUNDS.length];
    private double seconds;

    /** @param events that were delivered at {@code now}, in milliseconds since 1970 */
    public synchronized void record(Stream<Event> events, long now) {
        long committed = 0;
        int run = 0;
        Iterator<Event> each = events.iterator();
        while (each.hasNext()) {
            long next = each.next().committedAtMillis();
            if (next != committed) {
                add(committed, now, run);
                committed = next;
                run = 0;
            }
            run++;
        }
        add(committed, now, run);
    }

    private void add(long committed, long now, int events) {
        if (committed > 0 && events > 0) {
            // the clock may be set back between the two
            double waited = Math.max(0, now - committed) / MILLIS;
            counts[bucket(waited)] += events;
            seconds += waited * events;
        }
    }

    private static int bucket(double waited) {
        int bucket = 0;
        while (waited > BOUNDS[bucket]) {
            bucket++;
        }
        return bucket;
    }

    public synchronized DeliveryFigures.Latency soFar() {
        return new DeliveryFigures.Latency(BOUNDS.clone(), counts.clone(), seconds);
    }
}
