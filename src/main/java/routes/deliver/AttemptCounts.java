package routes.deliver;

import java.util.Map;
import java.util.TreeMap;

/** Requests by what became of them. A destination chooses the codes, so there is an end to how many are told apart. */
final class AttemptCounts {

    static final String OTHER = "other";

    private static final int MOST = 64;

    private final Map<Attempt, Long> counts = new TreeMap<>();

    synchronized void add(String outcome, String code) {
        Attempt attempt = new Attempt(outcome, code);
        boolean room = counts.containsKey(attempt) || counts.size() < MOST;
        counts.merge(room ? attempt : new Attempt(outcome, OTHER), 1L, Long::sum);
    }

    synchronized Map<Attempt, Long> all() {
        return Map.copyOf(counts);
    }
}
