package routes;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Events whose ids are a name and a number, so that a test can tell what arrived, in which order and how often. */
final class Traffic {

    private Traffic() {}

    static String id(String name, int number) {
        return name + "-" + number;
    }

    /** The ids of events {@code from} (inclusive) to {@code to} (exclusive). */
    static List<String> ids(String name, int from, int to) {
        return IntStream.range(from, to).mapToObj(number -> id(name, number)).toList();
    }

    /** A request body: an array of governance events in the order of {@link #ids}. */
    static String events(String name, int from, int to) {
        return ids(name, from, to).stream().map(Traffic::event).collect(Collectors.joining(",", "[", "]"));
    }

    /** The events of one name are one agent's. */
    static String event(String id) {
        return """
                {"id":"%s","event_type":"policy.deny","occurred_at":"2026-05-26T10:14:00Z","agent_id":"%s",\
                "policy_name":"No production writes","action_type":"db:write","outcome":"deny","drift_score":0.42}"""
                .formatted(id, agent(id));
    }

    static String agent(String id) {
        String name = id.contains("-") ? id.substring(0, id.lastIndexOf('-')) : id;
        return "agent-" + Integer.toHexString(name.hashCode());
    }
}
