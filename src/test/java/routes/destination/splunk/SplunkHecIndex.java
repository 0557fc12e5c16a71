package routes.destination.splunk;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What the emulated collector does with a body: objects one after another, each checked and indexed before the next is
 * read, so that an error leaves those before it indexed.
 */
public final class SplunkHecIndex {

    /** Unset envelope members are missing nodes. */
    public record Entry(
            JsonNode event,
            JsonNode time,
            JsonNode host,
            JsonNode source,
            JsonNode sourceType,
            JsonNode index,
            JsonNode fields) {}

    private static final Set<String> KEYS = Set.of("time", "host", "source", "sourcetype", "index", "event", "fields");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Entry> entries = new ArrayList<>();
    private Collection<String> allowed = List.of();

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    void allowOnly(Collection<String> indexes) {
        allowed = indexes;
    }

    SplunkHecAnswer take(byte[] body, int busyAfter) {
        int number = 0;
        try (JsonParser parser = JSON.createParser(body)) {
            while (parser.nextToken() != null) {
                JsonNode envelope = JSON.readTree(parser);
                if (!envelope.isObject()) {
                    return SplunkHecAnswer.partial(400, "Invalid data format", 6, number);
                }
                if (number == busyAfter) {
                    return SplunkHecAnswer.partial(503, "Server is busy", 9, number);
                }
                if (hasUnknownKey(envelope)) {
                    // measured: this object and all after it are gone, and the answer is success
                    return SplunkHecAnswer.of(200, "Success", 0);
                }
                SplunkHecAnswer error = take(envelope, number);
                if (error != null) {
                    return error;
                }
                number++;
            }
        } catch (IOException broken) {
            return SplunkHecAnswer.partial(400, "Invalid data format", 6, number);
        }
        return number == 0 ? SplunkHecAnswer.of(400, "No data", 5) : SplunkHecAnswer.of(200, "Success", 0);
    }

    /** Null where the envelope was taken. */
    private SplunkHecAnswer take(JsonNode envelope, int number) {
        JsonNode event = envelope.path("event");
        JsonNode index = envelope.path("index");
        if (event.isMissingNode()) {
            // measured: fields without an event are skipped, and the answer is success
            return envelope.has("fields") ? null : SplunkHecAnswer.partial(400, "Event field is required", 12, number);
        }
        if (event.isNull() || event.equals(BooleanNode.FALSE)) {
            return SplunkHecAnswer.partial(400, "Invalid data format", 6, number);
        }
        if (event.isTextual() && event.textValue().isBlank()) {
            return SplunkHecAnswer.partial(400, "Event field cannot be blank", 13, number);
        }
        if (!isFlat(envelope.path("fields"))) {
            return SplunkHecAnswer.partial(400, "Error in handling indexed fields", 15, number);
        }
        if (!allowed.isEmpty() && !allowed.contains(index.asText())) {
            // measured: one higher than the object that has the index
            return SplunkHecAnswer.partial(400, "Incorrect index", 7, number + 1);
        }
        entries.add(new Entry(
                event,
                envelope.path("time"),
                envelope.path("host"),
                envelope.path("source"),
                envelope.path("sourcetype"),
                index,
                envelope.path("fields")));
        return null;
    }

    private static boolean hasUnknownKey(JsonNode envelope) {
        List<String> keys = new ArrayList<>();
        envelope.fieldNames().forEachRemaining(keys::add);
        return !KEYS.containsAll(keys);
    }

    private static boolean isFlat(JsonNode fields) {
        for (JsonNode value : fields) {
            if (value.isObject()) {
                return false;
            }
            for (JsonNode element : value) {
                if (element.isContainerNode()) {
                    return false;
                }
            }
        }
        return fields.isMissingNode() || fields.isObject();
    }
}
