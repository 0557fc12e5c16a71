package routes.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an event can be: the governance specification's twelve event types, the four actions of audit records and any other, and the router's
 * own. They are one line each of {@link EventTypeTable}; a type that is added there needs no line of Java.
 *
 * <p>Where something in an event says how severe it is, its family's rule goes before the usual severity: {@code dlp.match} by {@code
 * action_taken}, blocked high, logged low, everything else medium; audit records by {@code decision.action}, else {@code
 * suggested_action}, block high, redact medium, but never below the usual one.
 */
public final class EventType {

    /** How many there can be, with codes from 0. */
    public static final int CODES = 256;

    private static final List<EventType> ALL = EventTypeTable.load();
    private static final EventType[] BY_CODE = new EventType[CODES];
    private static final Map<String, EventType> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));

    /** Of audit records with an action that has no type of its own. */
    public static final EventType OTHER_AUDIT = of("audit.other");

    static {
        ALL.forEach(type -> BY_CODE[type.code] = type);
    }

    private final int code;
    private final String wireName;
    private final Family family;
    private final Severity usualSeverity;
    private final boolean usuallySelected;

    EventType(int code, String wireName, Family family, Severity usualSeverity, boolean usuallySelected) {
        this.code = code;
        this.wireName = wireName;
        this.family = family;
        this.usualSeverity = usualSeverity;
        this.usuallySelected = usuallySelected;
    }

    /** All of them, by rising code. */
    public static List<EventType> all() {
        return ALL;
    }

    /** Those of one family, likewise. */
    public static List<EventType> of(Family family) {
        return ALL.stream().filter(type -> type.family == family).toList();
    }

    /** @throws IllegalArgumentException where there is none */
    public static EventType ofCode(int code) {
        if (!isCode(code)) {
            throw new IllegalArgumentException("event type code " + code + " is not known to this release");
        }
        return BY_CODE[code];
    }

    static boolean isCode(int code) {
        return code >= 0 && code < CODES && BY_CODE[code] != null;
    }

    /** The type of this wire name, such as {@code policy.deny} or {@code audit.classify}. */
    public static Optional<EventType> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    /** The same for a name that stands in the code. */
    public static EventType of(String wireName) {
        return named(wireName).orElseThrow(() -> new IllegalArgumentException(wireName + " is no event type"));
    }

    /** From 0 to 255. Written to disk (see {@code routes.journal}), so it is never changed or given to another. */
    public int code() {
        return code;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** What stands behind the dot: of an audit record's type its action. */
    public String word() {
        return wireName.substring(wireName.indexOf('.') + 1);
    }

    /** What stands before the dot. */
    public String category() {
        return wireName.substring(0, wireName.indexOf('.'));
    }

    public Family family() {
        return family;
    }

    /** The severity where nothing in the event says otherwise. */
    public Severity usualSeverity() {
        return usualSeverity;
    }

    /** Whether an integration that names no types gets it. */
    public boolean isUsuallySelected() {
        return usuallySelected;
    }

    @Override
    public String toString() {
        return wireName;
    }
}
