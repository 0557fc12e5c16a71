package routes.event;

/**
 * An event's type and severity in one number from 0 to 1023: {@code type code * 4 + severity}. The journal's index stores it
 * for each event, so that a subscription selects, skips and counts without opening an event. Arrays of kinds are of {@code
 * short}; a set of kinds is a {@link Selection}.
 */
public final class Kind {

    /** How many kinds there can be. */
    public static final int COUNT = EventType.CODES * 4;

    private Kind() {}

    public static int of(EventType type, Severity severity) {
        return type.code() * 4 + severity.code();
    }

    /** @throws IllegalArgumentException where this release knows no type of the code, see {@link #isKnown} */
    public static EventType type(int kind) {
        return EventType.ofCode(typeCode(kind));
    }

    /** The code of its type, which may be one that nobody knows. */
    public static int typeCode(int kind) {
        return kind >> 2;
    }

    public static Severity severity(int kind) {
        return Severity.ofCode(kind & 3);
    }

    /** Whether this release knows its type and severity: another release, or one with types of its own, may have written it. */
    static boolean isKnown(int kind) {
        return kind >= 0 && EventType.isCode(typeCode(kind)) && Severity.isCode(kind & 3);
    }
}
