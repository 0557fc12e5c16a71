package routes.journal;

import java.util.Map;

/** What is kept of a subscription across restarts. */
record CursorState(String name, long position, Map<String, Long> counters) {}
