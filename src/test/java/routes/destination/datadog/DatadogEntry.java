package routes.destination.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One log as the Log Explorer has it after the default preprocessing of JSON logs, which takes the first of some names for the log's
 * own date, status, host and service.
 */
public record DatadogEntry(
        Instant date,
        String source,
        String service,
        String host,
        String status,
        String message,
        List<String> tags,
        ObjectNode attributes) {

    private static final List<String> DATES =
            List.of("@timestamp", "timestamp", "_timestamp", "Timestamp", "eventTime", "date", "published_date");

    static DatadogEntry of(JsonNode log, Instant received) {
        ObjectNode rest = ((ObjectNode) log).deepCopy();
        JsonNode date = first(rest, DATES);
        return new DatadogEntry(
                date == null
                        ? received
                        : date.isNumber() ? Instant.ofEpochMilli(date.asLong()) : Instant.parse(date.asText()),
                text(first(rest, List.of("ddsource"))),
                text(first(rest, List.of("service"))),
                text(first(rest, List.of("host", "hostname"))),
                text(first(rest, List.of("status", "severity", "level"))),
                text(first(rest, List.of("message"))),
                List.of(text(first(rest, List.of("ddtags"))).split(",", -1)),
                rest);
    }

    /** Whether a query of terms with spaces between finds it: {@code source:mcp-redaction @decision.action:block status:error}. */
    public boolean matches(String query) {
        for (String term : query.split(" ", -1)) {
            int colon = term.indexOf(':');
            String wanted = term.substring(colon + 1).replace("\\", "");
            if (values(term.substring(0, colon)).stream().noneMatch(value -> isLike(value, wanted))) {
                return false;
            }
        }
        return true;
    }

    private List<String> values(String key) {
        if (key.startsWith("@")) {
            List<String> found = new ArrayList<>();
            collect(attributes, key.substring(1), found);
            return found;
        }
        return switch (key) {
            case "source" -> List.of(source);
            case "service" -> List.of(service);
            case "host" -> List.of(host);
            case "status" -> List.of(status);
            default ->
                tags.stream()
                        .filter(tag -> tag.startsWith(key + ":"))
                        .map(tag -> tag.substring(key.length() + 1))
                        .toList();
        };
    }

    /** A path goes into every element of an array on its way. */
    private static void collect(JsonNode at, String path, List<String> found) {
        if (at.isArray()) {
            at.forEach(element -> collect(element, path, found));
        } else if (path.isEmpty()) {
            found.add(at.asText());
        } else if (at.isObject()) {
            int dot = path.indexOf('.');
            String name = dot < 0 ? path : path.substring(0, dot);
            if (at.has(name)) {
                collect(at.get(name), dot < 0 ? "" : path.substring(dot + 1), found);
            }
        }
    }

    private static boolean isLike(String value, String wanted) {
        return wanted.endsWith("*") ? value.startsWith(wanted.substring(0, wanted.length() - 1)) : value.equals(wanted);
    }

    private static JsonNode first(ObjectNode log, List<String> names) {
        JsonNode found = null;
        for (String name : names) {
            JsonNode value = found == null ? log.remove(name) : null;
            found = value == null ? found : value;
        }
        return found;
    }

    private static String text(JsonNode value) {
        return value == null ? "" : value.asText();
    }
}
