package routes.event;

import java.nio.charset.StandardCharsets;
import routes.event.json.Scalar;

/**
 * Tells the agents apart whose events have to stay in order: by {@code agent_id}, in audit records by {@code caller}. Events that name none
 * count as one agent's. Two agents may share a key, which costs speed and no more.
 */
public final class AgentKey {

    private static final Field AGENT = new Field("agent_id");
    private static final Field CALLER = new Field("caller");
    private static final long NONE = 0;
    private static final long PRIME = 0x100000001b3L;

    private AgentKey() {}

    public static long of(Event event) {
        long span = event.find(event.type().family() == Family.AUDIT ? CALLER : AGENT);
        if (span == Event.ABSENT) {
            return NONE;
        }
        int from = Event.start(span) + 1;
        int to = Event.end(span) - 1;
        for (int i = from; i < to; i++) {
            if (event.bytes()[i] == '\\') {
                // the same name may be written in two ways
                byte[] name = Scalar.text(event.bytes(), from - 1, to + 1).getBytes(StandardCharsets.UTF_8);
                return hash(name, 0, name.length);
            }
        }
        return hash(event.bytes(), from, to);
    }

    private static long hash(byte[] bytes, int from, int to) {
        long hash = PRIME;
        for (int i = from; i < to; i++) {
            hash = hash * PRIME ^ bytes[i];
        }
        return hash ^ hash >>> 32;
    }
}
