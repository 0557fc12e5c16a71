package routes.accept;

import java.util.List;
import routes.accept.rule.Arrival;
import routes.accept.rule.KnownName;
import routes.accept.rule.Rejection;
import routes.event.EventType;
import routes.event.Family;
import routes.event.Severity;
import routes.event.json.Removal;
import routes.event.json.Shape;
import routes.event.json.Tape;
import routes.event.json.Words;

/** Type and severity of a valid event, by the rules that {@link EventType} states. */
final class Classification {

    private static final Words BY_DECISION = new Words(List.of("block", "redact"));
    private static final Words BY_TAKEN = new Words(List.of("blocked", "logged"));
    private static final List<EventType> AUDIT_TYPES = EventType.of(Family.AUDIT);
    private static final Words AUDIT_ACTIONS =
            new Words(AUDIT_TYPES.stream().map(EventType::word).toList());

    private Classification() {}

    static void apply(Tape tape, Arrival event) {
        switch (event.type().family()) {
            case GOVERNANCE, ROUTER -> event.classify(event.type(), event.type().usualSeverity());
            case DLP -> event.classify(event.type(), dlp(tape, event));
            case AUDIT -> audit(tape, event);
        }
    }

    private static Severity dlp(Tape tape, Arrival event) {
        return switch (word(BY_TAKEN, tape, tape.member(event.root(), KnownName.ACTION_TAKEN.index()))) {
            case 0 -> Severity.HIGH;
            case 1 -> Severity.LOW;
            default -> event.type().usualSeverity();
        };
    }

    private static void audit(Tape tape, Arrival event) {
        int root = event.root();
        int action = word(AUDIT_ACTIONS, tape, tape.member(root, KnownName.ACTION.index()));
        EventType type = action == Words.ABSENT ? EventType.OTHER_AUDIT : AUDIT_TYPES.get(action);
        int named = tape.member(root, KnownName.EVENT_TYPE.index());
        if (named >= 0 && event.type() != type) {
            event.reject(Rejection.MALFORMED_FIELD, "/event_type");
            return;
        }
        int id = tape.member(root, KnownName.ID.index());
        if (id >= 0 && tape.shape(id) == Shape.NULL) {
            // makes room for the id that the writer appends
            tape.remove(id, Removal.INVALID);
        }
        Severity decided =
                switch (word(BY_DECISION, tape, decision(tape, root))) {
                    case 0 -> Severity.HIGH;
                    case 1 -> Severity.MEDIUM;
                    default -> Severity.LOW;
                };
        Severity usual = type.usualSeverity();
        event.classify(type, decided.compareTo(usual) > 0 ? decided : usual);
    }

    /** The entry that says what was decided: {@code decision.action}, else {@code suggested_action}; negative for neither. */
    static int decision(Tape tape, int root) {
        int decision = tape.member(root, KnownName.DECISION.index());
        int action = decision >= 0 && tape.shape(decision) == Shape.OBJECT
                ? tape.member(decision, KnownName.ACTION.index())
                : -1;
        return action >= 0 && tape.shape(action) == Shape.STRING
                ? action
                : tape.member(root, KnownName.SUGGESTED_ACTION.index());
    }

    private static int word(Words words, Tape tape, int value) {
        return value >= 0 && tape.shape(value) == Shape.STRING ? TypeFinder.index(words, tape, value) : Words.ABSENT;
    }
}
