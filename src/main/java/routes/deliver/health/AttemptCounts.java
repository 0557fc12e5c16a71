package routes.deliver.health;

import java.util.HashMap;
import java.util.Map;

/** Requests by what became of them. A destination chooses the codes, so there is an end to how many are told apart. */
public final class AttemptCounts {

    private static final int MOST = 64;
    private static final String OTHER = "other";

    private final Map<Attempt, Long> counts = new HashMap<>(Map.of(Attempt.DELIVERED, 0L));

    public synchronized void add(Attempt attempt) {
        boolean room = counts.containsKey(attempt) || counts.size() < MOST;
        counts.merge(room ? attempt : new Attempt(attempt.outcome(), OTHER), 1L, Long::sum);
    }

    public synchronized Map<Attempt, Long> all() {
        return Map.copyOf(counts);
    }
}
