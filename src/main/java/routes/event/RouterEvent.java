package routes.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * An event of the router itself, as the journal holds it: one flat object. Texts, numbers, truths and lists of texts stay what they
 * are; what is deeper becomes its JSON as a text, so that no SIEM has to make fields of somebody's settings.
 */
public final class RouterEvent {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EventType type;
    private final ObjectNode json;

    private RouterEvent(EventType type, ObjectNode json) {
        this.type = type;
        this.json = json;
    }

    /**
     * A new one.
     *
     * @param router which of several routers it is
     * @param fields by name, in order; never a secret, never a part of another event
     */
    public static RouterEvent of(
            EventType type, UuidV7 ids, Instant occurred, String router, Map<String, Object> fields) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", ids.text())
                .put("event_type", type.wireName())
                .put("occurred_at", occurred.truncatedTo(ChronoUnit.MILLIS).toString())
                .put("router", router);
        fields.forEach((name, value) -> json.set(name, flat(JSON.valueToTree(value))));
        return new RouterEvent(type, json);
    }

    private static JsonNode flat(JsonNode value) {
        boolean isDeep =
                value.isObject() || (value.isArray() && valuesOf(value).stream().anyMatch(JsonNode::isContainerNode));
        return isDeep ? JSON.getNodeFactory().textNode(value.toString()) : value;
    }

    private static List<JsonNode> valuesOf(JsonNode array) {
        return List.of(JSON.convertValue(array, JsonNode[].class));
    }

    /** The same event, and it says more. */
    public RouterEvent with(String name, String value) {
        return new RouterEvent(type, json.deepCopy().put(name, value));
    }

    /** As an event that is in no journal. */
    public Event event() {
        byte[] line = bytes();
        return new Event(line, 0, line.length, Kind.of(type, type.usualSeverity()), 0);
    }

    /** As the journal takes them. */
    public static Lines lines(Collection<RouterEvent> events) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        int[] ends = new int[events.size()];
        short[] kinds = new short[events.size()];
        int count = 0;
        for (RouterEvent event : events) {
            lines.writeBytes(event.bytes());
            lines.write('\n');
            ends[count] = lines.size();
            kinds[count] = (short) Kind.of(event.type, event.type.usualSeverity());
            count++;
        }
        return new Lines(lines.toByteArray(), lines.size(), ends, kinds, count);
    }

    private byte[] bytes() {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
