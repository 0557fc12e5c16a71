package routes.accept;

import java.util.Arrays;
import java.util.List;
import routes.accept.rule.Arrival;
import routes.accept.rule.KnownName;
import routes.accept.rule.Rejection;
import routes.event.EventType;
import routes.event.Family;
import routes.event.json.Escapes;
import routes.event.json.Shape;
import routes.event.json.Tape;
import routes.event.json.Words;

/**
 * Says which family an event belongs to. {@code event_type} decides where it is present; otherwise {@code ts} or {@code
 * action} make it an audit record.
 */
final class TypeFinder {

    private static final List<EventType> TYPES = EventType.all();
    private static final Words TYPE_NAMES =
            new Words(TYPES.stream().map(EventType::wireName).toList());

    /** Stands for an audit record until its action is looked at. */
    private static final EventType AUDIT_RECORD = EventType.of(Family.AUDIT).get(0);

    private TypeFinder() {}

    /** The event as it goes on, or rejected where its family cannot be told. */
    static Arrival classify(Tape tape, int root, int index) {
        boolean audit = false;
        int end = tape.next(root);
        for (int i = tape.inside(root); i < end; i = tape.next(i)) {
            int name = tape.name(i);
            if (name == KnownName.EVENT_TYPE.index()) {
                return byType(tape, i, root, index);
            }
            audit |= name == KnownName.TS.index() || name == KnownName.ACTION.index();
        }
        return audit
                ? Arrival.of(index, root, AUDIT_RECORD)
                : Arrival.rejected(index, Rejection.MISSING_FIELD, "/event_type");
    }

    private static Arrival byType(Tape tape, int value, int root, int index) {
        if (tape.shape(value) != Shape.STRING) {
            return Arrival.rejected(index, Rejection.MALFORMED_FIELD, "/event_type");
        }
        int type = index(TYPE_NAMES, tape, value);
        if (type == Words.ABSENT) {
            return Arrival.rejected(index, Rejection.UNKNOWN_EVENT_TYPE, "/event_type");
        }
        return TYPES.get(type).family() == Family.ROUTER
                ? Arrival.rejected(index, Rejection.RESERVED_TYPE, "/event_type")
                : Arrival.of(index, root, TYPES.get(type));
    }

    /** Which of the words a string is, however it is escaped. */
    static int index(Words words, Tape tape, int value) {
        if (tape.isEscaped(value)) {
            byte[] decoded = Escapes.decode(tape.json(), tape.from(value) + 1, tape.to(value) - 1);
            return words.find(decoded, 0, decoded.length);
        }
        return words.find(tape.json(), tape.from(value) + 1, tape.to(value) - 1);
    }

    /** Whether a string begins with these bytes, however it is escaped. */
    static boolean beginsWith(byte[] beginning, Tape tape, int value) {
        byte[] bytes = tape.json();
        int from = tape.from(value) + 1;
        int to = tape.to(value) - 1;
        if (tape.isEscaped(value)) {
            bytes = Escapes.decode(bytes, from, to);
            from = 0;
            to = bytes.length;
        }
        return to - from >= beginning.length
                && Arrays.equals(bytes, from, from + beginning.length, beginning, 0, beginning.length);
    }
}
