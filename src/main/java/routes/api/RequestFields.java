package routes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import routes.event.EventType;
import routes.integration.NearMiss;
import routes.integration.Problems;
import routes.problem.ProblemException;

/** Reads the fields of a request that is not an integration; what is wrong is answered 422. */
final class RequestFields {

    private final ObjectNode body;

    RequestFields(ObjectNode body, Set<String> known) {
        this.body = body;
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw Problems.invalidRequest(
                        "/" + name, "unknown_field", "This field is not known; known are " + known + ".");
            }
        });
    }

    Optional<String> text(String name) {
        JsonNode value = body.path(name);
        if (!value.isMissingNode() && !value.isTextual()) {
            throw Problems.invalidRequest("/" + name, "wrong_type", "Expected a text.");
        }
        return Optional.of(value).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    Optional<Instant> time(String name) {
        return text(name).map(text -> time(name, text));
    }

    static Instant time(String name, String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() < 1970 || time.getYear() > 9999) {
                throw new DateTimeParseException("not of an event", "", 0);
            }
            return time.toInstant();
        } catch (DateTimeParseException notATime) {
            throw Problems.invalidRequest(
                    "/" + name, "not_a_time", "Expected an RFC 3339 time such as 2026-01-31T00:00:00Z.");
        }
    }

    boolean flag(String name) {
        JsonNode value = body.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw Problems.invalidRequest("/" + name, "wrong_type", "Expected true or false.");
        }
        return value.asBoolean();
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        JsonNode value = body.path(name);
        boolean wrong = !value.isMissingNode() && (!value.isArray() || value.isEmpty());
        for (JsonNode one : value) {
            wrong |= !one.isTextual();
            texts.add(one.asText());
        }
        if (wrong) {
            throw Problems.invalidRequest("/" + name, "wrong_type", "Expected a list of at least one text.");
        }
        return texts;
    }

    List<EventType> eventTypes(String name) {
        return texts(name).stream()
                .map(type -> EventType.named(type).orElseThrow(() -> unknownEventType(name, type)))
                .toList();
    }

    private static ProblemException unknownEventType(String name, String type) {
        List<String> all = EventType.all().stream().map(EventType::wireName).toList();
        String nearest =
                NearMiss.of(type, all).map(one -> " Did you mean " + one + "?").orElse("");
        String value = type.length() > 40 ? type.substring(0, 40) + "..." : type;
        return Problems.invalidRequest(
                "/" + name,
                "unknown_event_type",
                value + " is not an event type." + nearest + " Expected some of " + String.join(", ", all) + ".");
    }
}
