package routes.journal;

import java.util.List;
import java.util.Map;

/**
 * What is kept of a subscription across restarts.
 *
 * @param settled stretches behind {@code position}, in order
 */
record CursorState(String name, long position, Map<String, Long> counters, List<SettledRange> settled) {

    CursorState(String name, long position, Map<String, Long> counters) {
        this(name, position, counters, List.of());
    }
}
