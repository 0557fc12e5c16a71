package routes.destination.datadog;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import routes.destination.Bytes;
import routes.event.Event;
import routes.event.EventType;
import routes.event.Field;

/**
 * The line people read in the Log Explorer: {@code policy.deny: policy_name=No production writes, outcome=deny}. The names are
 * those of the attributes, so that what is read can be searched for. Values are copied with their JSON escapes.
 */
final class DatadogMessage {

    private static final Named[] GOVERNANCE =
            named("policy_name", "action_type", "outcome", "agent_id", "drift_score", "approver", "reason");
    private static final Named[] DLP = named(
            "action_taken",
            "pattern_name",
            "detection_reason",
            "direction",
            "destination_domain",
            "redaction_count",
            "agent_id");
    private static final Named[] AUDIT = named(
            "caller",
            "decision.action",
            "decision.target",
            "suggested_action",
            "redaction_count",
            "restored_count",
            "conversation_id");

    /** Other types say the action themselves. */
    private static final Named[] OTHER_AUDIT =
            Stream.concat(Stream.of(named("action")), Stream.of(AUDIT)).toArray(Named[]::new);

    private static final Named[] ROUTER = named(
            "act",
            "actor",
            "source_ip",
            "integration",
            "integration_type",
            "health",
            "reason",
            "events",
            "times",
            "notice");

    /** @param inside the member that holds the field; null where it is the event's own */
    private record Named(Field inside, Field field, byte[] text) {}

    private DatadogMessage() {}

    static void append(Event event, Bytes to) {
        EventType type = event.type();
        to.append(ascii(type.wireName()));
        char before = ':';
        for (Named named : telling(type)) {
            Event holder = named.inside() == null ? event : event.object(named.inside());
            if (holder != null && append(holder, named, before, to)) {
                before = ',';
            }
        }
    }

    private static Named[] telling(EventType type) {
        return switch (type.family()) {
            case GOVERNANCE -> GOVERNANCE;
            case DLP -> DLP;
            case AUDIT -> type == EventType.OTHER_AUDIT ? OTHER_AUDIT : AUDIT;
            case ROUTER -> ROUTER;
        };
    }

    private static boolean append(Event holder, Named named, char before, Bytes to) {
        long value = holder.find(named.field());
        if (value == Event.ABSENT) {
            return false;
        }
        int start = Event.start(value);
        byte first = holder.bytes()[start];
        boolean string = first == '"';
        if (!string && first != '-' && (first < '0' || first > '9')) {
            return false;
        }
        to.append(before);
        to.append(named.text());
        to.append(holder.bytes(), string ? start + 1 : start, string ? Event.end(value) - 1 : Event.end(value));
        return true;
    }

    private static Named[] named(String... names) {
        Named[] all = new Named[names.length];
        for (int i = 0; i < names.length; i++) {
            int dot = names[i].indexOf('.');
            Field inside = dot < 0 ? null : new Field(names[i].substring(0, dot));
            all[i] = new Named(inside, new Field(names[i].substring(dot + 1)), ascii(' ' + names[i] + '='));
        }
        return all;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
