package routes.event.json;

import java.util.Locale;

/** Why a field is left out of an event that goes on. */
public enum Removal {
    /** Its name says that it may hold raw content. */
    FORBIDDEN(1),
    /** It is not in the schema, and the schema is closed. */
    UNKNOWN(2),
    /** It is documented, but its value is not what the documentation says. */
    INVALID(3),
    /** It is text that holds JSON, in which there is a forbidden name. */
    EMBEDDED(4);

    /** One more than the highest code. */
    static final int COUNT = 5;

    private static final Removal[] BY_CODE = {null, FORBIDDEN, UNKNOWN, INVALID, EMBEDDED};

    private final int code;

    Removal(int code) {
        this.code = code;
    }

    static Removal of(int code) {
        return BY_CODE[code];
    }

    /** Stable, for the metric's tag. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    int code() {
        return code;
    }
}
