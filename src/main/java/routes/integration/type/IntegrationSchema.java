package routes.integration.type;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import routes.event.EventType;
import routes.event.Severity;

/**
 * The JSON schema (draft 2020-12) of the body that creates an integration: the fields every integration has, and its type's
 * own. It is the API's validation, what the types call answers, and what a form is made from.
 */
final class IntegrationSchema {

    private static final int MAX_NAME = 200;
    private static final int MOST_IN_FLIGHT = 64;
    private static final int MAX_DROPPED = 100;
    private static final int MAX_FIELD_NAME = 128;
    private static final int MAX_VERDICTS = 1_000;
    private static final String INSTANT =
            "^(now|earliest|\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2}))$";

    private IntegrationSchema() {}

    static ObjectNode of(
            String type,
            String title,
            String description,
            List<Parameter> parameters,
            List<String> required,
            BatchLimits batch,
            String verdicts) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", title)
                .put("description", description)
                .put("type", "object")
                .put("additionalProperties", false);
        ArrayNode names = schema.putArray("required").add("type");
        required.forEach(names::add);
        ObjectNode properties = schema.putObject("properties");
        field(properties, "type", "string", "What the integration is; never changes.")
                .put("const", type);
        field(properties, "name", "string", "What people call it; its id unless given.")
                .put("minLength", 1)
                .put("maxLength", MAX_NAME);
        parameters.forEach(parameter -> properties.set(parameter.field(), parameter.schema()));
        common(properties, batch, verdicts);
        return schema;
    }

    private static void common(ObjectNode properties, BatchLimits batch, String verdicts) {
        choice(
                field(
                        properties,
                        "state",
                        "string",
                        "Whether events are delivered. A paused integration keeps its place."),
                Stream.of(State.values()).map(State::text).toList(),
                State.ACTIVE.text());
        eventTypes(field(properties, "event_types", "array", "Which events it gets."));
        choice(
                field(properties, "min_severity", "string", "It gets events from this severity upwards."),
                Stream.of(Severity.values())
                        .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                        .toList(),
                "low");
        field(
                        properties,
                        "filter",
                        "object",
                        "Which of those events it gets, by their fields: {field: value}, {field: [values]}, {field: {prefix or exists: ...}}, and, or, not. Empty: all.")
                .put("minProperties", 1);
        ObjectNode dropped = field(
                        properties,
                        "drop_fields",
                        "array",
                        "Top-level fields of those events that it does not get, at any spelling of upper and lower case.")
                .put("uniqueItems", true)
                .put("maxItems", MAX_DROPPED);
        dropped.putObject("items").put("type", "string").put("minLength", 1).put("maxLength", MAX_FIELD_NAME);
        batch(field(properties, "batch", "object", "What a request holds at most."), batch);
        pace(properties, batch.inFlight());
        retry(field(properties, "retry", "object", "What is done when a request fails for a while."));
        field(
                        properties,
                        "verdicts",
                        "string",
                        "Replies that mean something else here than elsewhere: status or the destination's own code, =, and delivered, again, parked or refused, commas between. Empty: what they mean elsewhere.")
                .put("default", verdicts)
                .put("maxLength", MAX_VERDICTS);
        maxBacklog(
                field(
                        properties,
                        "max_backlog",
                        "object",
                        "How much may wait before the oldest is skipped; what was skipped can be replayed. Empty: everything waits."));
        field(
                        properties,
                        "start_from",
                        "string",
                        "Where a new integration begins: now, earliest, or an RFC 3339 time; never changes.")
                .put("default", "now")
                .put("pattern", INSTANT);
    }

    private static void eventTypes(ObjectNode schema) {
        schema.put("minItems", 1).put("uniqueItems", true);
        ObjectNode items = schema.putObject("items").put("type", "string");
        ArrayNode names = items.putArray("enum");
        ArrayNode chosen = schema.putArray("default");
        for (EventType type : EventType.all()) {
            names.add(type.wireName());
            if (type.isUsuallySelected()) {
                chosen.add(type.wireName());
            }
        }
    }

    private static void batch(ObjectNode schema, BatchLimits limits) {
        ObjectNode properties = schema.put("additionalProperties", false).putObject("properties");
        number(properties, "max_events", "Events.", 1, 10_000, limits.maxEvents());
        number(properties, "max_bytes", "Bytes, as the destination counts them.", 1_024, 64_000_000, limits.maxBytes());
        number(
                properties,
                "max_wait_ms",
                "Milliseconds the first event waits for others; 0 sends it at once.",
                0,
                60_000,
                limits.maxWaitMillis());
    }

    private static void pace(ObjectNode properties, String inFlight) {
        if (inFlight.equals("1")) {
            number(properties, "in_flight", "One request after the other is what this destination bears.", 1, 1, 1);
        } else {
            requests(properties.putObject("in_flight"), inFlight);
        }
        field(
                        properties,
                        "max_events_per_second",
                        "integer",
                        "Most events in a second, those that come again with the others. Empty: as many as it takes.")
                .put("minimum", 1)
                .put("maximum", 1_000_000);
    }

    private static void requests(ObjectNode schema, String usually) {
        schema.put(
                "description",
                "How many requests may be under way at once, a number or auto: as many as help. The events of one agent stay in order; with 1 all do.");
        schema.putArray("type").add("integer").add("string");
        schema.put("minimum", 1).put("maximum", MOST_IN_FLIGHT).put("pattern", "^auto$");
        if (usually.equals("auto")) {
            schema.put("default", usually);
        } else {
            schema.put("default", usually.equals("single") ? 1 : Integer.parseInt(usually));
        }
    }

    private static void maxBacklog(ObjectNode schema) {
        ObjectNode properties = schema.put("additionalProperties", false).putObject("properties");
        field(properties, "events", "integer", "Selected events.")
                .put("minimum", 1)
                .put("maximum", 1_000_000_000);
        field(
                        properties,
                        "bytes",
                        "integer",
                        "Bytes of the journal from the oldest of them on, events of others among them: the disk it may hold.")
                .put("minimum", 1)
                .put("maximum", 1_000_000_000_000_000L);
        field(properties, "hours", "integer", "Age of the oldest of them in hours.")
                .put("minimum", 1)
                .put("maximum", 87_600);
    }

    private static void retry(ObjectNode schema) {
        ObjectNode properties = schema.put("additionalProperties", false).putObject("properties");
        number(properties, "max_retries", "How often a request is repeated.", 0, 20, 3);
        number(properties, "base_ms", "The first delay in milliseconds; it doubles each time.", 1, 3_600_000, 1_000);
        number(properties, "max_ms", "The longest delay in milliseconds.", 1, 3_600_000, 30_000);
        choice(
                field(
                        properties,
                        "on_exhausted",
                        "string",
                        "Then: park waits and tries again by itself, dead_letter puts the events aside."),
                List.of("park", "dead_letter"),
                "park");
    }

    private static void number(
            ObjectNode properties, String name, String description, int minimum, int maximum, int otherwise) {
        field(properties, name, "integer", description)
                .put("minimum", minimum)
                .put("maximum", maximum)
                .put("default", otherwise);
    }

    private static void choice(ObjectNode schema, List<String> choices, String otherwise) {
        choices.forEach(schema.withArray("enum")::add);
        schema.put("default", otherwise);
    }

    private static ObjectNode field(ObjectNode properties, String name, String type, String description) {
        return properties.putObject(name).put("type", type).put("description", description);
    }
}
