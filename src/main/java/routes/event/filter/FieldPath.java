package routes.event.filter;

import routes.event.Event;
import routes.event.Field;
import routes.event.json.ValueEnd;

/**
 * A top-level field of an event, or a field inside one that is an object or an array of them.
 *
 * @param inner null where the field is the event's own
 */
record FieldPath(Field outer, Field inner) {

    /** What is asked of a value: its JSON, from its first byte to behind its last. */
    @FunctionalInterface
    interface Question {
        boolean answer(byte[] json, int from, int to);
    }

    /** @param name such as {@code tenant_id} or {@code decision.action} */
    static FieldPath of(String name) {
        int dot = name.indexOf('.');
        return dot < 0
                ? new FieldPath(new Field(name), null)
                : new FieldPath(new Field(name.substring(0, dot)), new Field(name.substring(dot + 1)));
    }

    /** Whether the value, or of an array one element, is as it is asked for. */
    boolean any(Event event, Question question) {
        long span = event.find(outer);
        if (span == Event.ABSENT || Event.start(span) >= Event.end(span)) {
            return false;
        }
        byte[] json = event.bytes();
        if (json[Event.start(span)] != '[') {
            return one(event, span, question);
        }
        int end = Event.end(span) - 1;
        int at = Event.start(span) + 1;
        while (at < end) {
            int next = ValueEnd.of(json, at, end);
            if (one(event, (long) at << 32 | next, question)) {
                return true;
            }
            at = next + 1;
        }
        return false;
    }

    private boolean one(Event event, long span, Question question) {
        byte[] json = event.bytes();
        int from = Event.start(span);
        if (inner == null) {
            return question.answer(json, from, Event.end(span));
        }
        if (json[from] != '{') {
            return false;
        }
        Event object = event.at(span);
        long value = object.find(inner);
        return value != Event.ABSENT && question.answer(json, Event.start(value), Event.end(value));
    }

    /** Whether it is there, and not null. An array that holds nothing is there. */
    boolean isThere(Event event) {
        if (inner != null) {
            return any(event, (json, from, to) -> json[from] != 'n');
        }
        long span = event.find(outer);
        return span != Event.ABSENT && Event.start(span) < Event.end(span) && event.bytes()[Event.start(span)] != 'n';
    }
}
