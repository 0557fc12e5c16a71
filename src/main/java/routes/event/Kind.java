package routes.event;

import java.util.Collection;

/**
 * An event's type and severity in one number from 0 to 63: {@code type code * 4 + severity}. The journal's index stores it
 * for each event, so that a subscription selects, skips and counts without opening an event.
 */
public final class Kind {

    /** How many kinds there can be; a set of kinds is the bits of one {@code long}. */
    public static final int COUNT = 64;

    /** The set of all kinds. */
    public static final long ALL = -1L;

    private Kind() {}

    public static byte of(EventType type, Severity severity) {
        return (byte) (type.code() * 4 + severity.code());
    }

    public static EventType type(byte kind) {
        return EventType.ofCode(kind >> 2);
    }

    public static Severity severity(byte kind) {
        return Severity.ofCode(kind & 3);
    }

    /** The set of kinds of these types from this severity upwards. */
    public static long select(Collection<EventType> types, Severity minimum) {
        long selected = 0;
        for (EventType type : types) {
            for (Severity severity : Severity.values()) {
                if (severity.compareTo(minimum) >= 0) {
                    selected |= bit(of(type, severity));
                }
            }
        }
        return selected;
    }

    public static boolean isSelected(long selection, byte kind) {
        return (selection & bit(kind)) != 0;
    }

    /** The set that holds this kind alone. */
    public static long bit(byte kind) {
        return 1L << kind;
    }
}
