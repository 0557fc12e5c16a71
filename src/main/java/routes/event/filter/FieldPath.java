package routes.event.filter;

import java.util.function.LongPredicate;
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
        return isValue(span)
                && elements(
                        event.bytes(),
                        span,
                        (json, from, to) -> inner == null
                                ? question.answer(json, from, to)
                                : inside(event, from, to, value -> elements(json, value, question)));
    }

    private static boolean isValue(long span) {
        return span != Event.ABSENT && Event.start(span) < Event.end(span);
    }

    /** Asks of a value, or of each element of an array until one is as it is asked for. */
    private static boolean elements(byte[] json, long span, Question question) {
        if (json[Event.start(span)] != '[') {
            return question.answer(json, Event.start(span), Event.end(span));
        }
        int end = Event.end(span) - 1;
        int at = Event.start(span) + 1;
        while (at < end) {
            int next = ValueEnd.of(json, at, end);
            if (question.answer(json, at, next)) {
                return true;
            }
            at = next + 1;
        }
        return false;
    }

    private boolean inside(Event event, int from, int to, LongPredicate question) {
        if (event.bytes()[from] != '{') {
            return false;
        }
        long value = event.at((long) from << 32 | to).find(inner);
        return value != Event.ABSENT && question.test(value);
    }

    /** Whether it is there, and not null. An array that holds nothing is there. */
    boolean isThere(Event event) {
        long span = event.find(outer);
        if (inner == null || !isValue(span)) {
            return isValue(span) && event.bytes()[Event.start(span)] != 'n';
        }
        return elements(
                event.bytes(),
                span,
                (json, from, to) -> inside(event, from, to, value -> json[Event.start(value)] != 'n'));
    }
}
