package routes.destination.elasticsearch;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was seen of the indices lately: when each last took a document, and since when it takes none. So it can be told whether
 * one index is at fault or the cluster. Safe for several threads.
 */
final class ElasticsearchSightings {

    /** So long after an index took a document, the cluster is known to take some. */
    private static final Duration LATELY = Duration.ofMinutes(15);
    /** Enough for the days that come in at one time; the one not seen for longest is forgotten. */
    private static final int MOST = 1000;

    private final Clock clock;
    private final Map<Long, Long> taken = bounded();
    private final Map<Long, Long> failingSince = bounded();

    ElasticsearchSightings(Clock clock) {
        this.clock = clock;
    }

    synchronized void took(long index) {
        taken.put(index, clock.millis());
        failingSince.remove(index);
    }

    synchronized void failed(long index) {
        failingSince.putIfAbsent(index, clock.millis());
    }

    synchronized boolean failsForAtLeast(Duration time, long index) {
        Long since = failingSince.get(index);
        return since != null && clock.millis() - since >= time.toMillis();
    }

    /** Whether another index took a document since this one fails, or shortly before. */
    synchronized boolean othersTake(long index) {
        Long since = failingSince.get(index);
        return since != null
                && taken.entrySet().stream()
                        .anyMatch(seen -> seen.getKey() != index && seen.getValue() >= since - LATELY.toMillis());
    }

    private static Map<Long, Long> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
                return size() > MOST;
            }
        };
    }
}
