package routes.event;

import java.util.Optional;

/**
 * Tells the kind of a line that is already in the journal: {@code event_type}, or {@code action} of an audit record, and the
 * members that decide its severity (see {@link EventType}).
 */
public final class Kinds {

    /** What {@link #of} says of a line that is no event; selected by nobody. */
    public static final int NONE = -1;

    private static final Field EVENT_TYPE = new Field("event_type");
    private static final Field ACTION = new Field("action");
    private static final Field ACTION_TAKEN = new Field("action_taken");
    private static final Field DECISION = new Field("decision");
    private static final Field SUGGESTED_ACTION = new Field("suggested_action");

    private Kinds() {}

    /** The {@link Kind} of the JSON object from {@code from} to {@code to} (after its last brace), or {@link #NONE}. */
    public static int of(byte[] bytes, int from, int to) {
        Event line = new Event(bytes, from, to, NONE, 0);
        Optional<String> name = text(line, EVENT_TYPE);
        Optional<EventType> type = name.isPresent()
                ? name.flatMap(EventType::named)
                : text(line, ACTION).map(Kinds::ofAction);
        return type.map(known -> Kind.of(known, severity(known, line))).orElse(NONE);
    }

    private static EventType ofAction(String action) {
        return EventType.named("audit." + action).orElse(EventType.OTHER_AUDIT);
    }

    private static Severity severity(EventType type, Event line) {
        return switch (type.family()) {
            case GOVERNANCE, ROUTER -> type.usualSeverity();
            case DLP -> dlpSeverity(type, text(line, ACTION_TAKEN).orElse(""));
            case AUDIT -> auditSeverity(type, auditAction(line));
        };
    }

    private static Severity dlpSeverity(EventType type, String actionTaken) {
        return switch (actionTaken) {
            case "blocked" -> Severity.HIGH;
            case "logged" -> Severity.LOW;
            default -> type.usualSeverity();
        };
    }

    private static Severity auditSeverity(EventType type, String action) {
        return switch (action) {
            case "block" -> Severity.HIGH;
            case "redact" -> Severity.MEDIUM;
            default -> type.usualSeverity();
        };
    }

    private static String auditAction(Event line) {
        return decisionAction(line).or(() -> text(line, SUGGESTED_ACTION)).orElse("");
    }

    private static Optional<String> decisionAction(Event line) {
        return Optional.ofNullable(line.object(DECISION)).flatMap(decision -> text(decision, ACTION));
    }

    private static Optional<String> text(Event line, Field field) {
        return Optional.ofNullable(line.scalar(field));
    }
}
