package routes.event.json;

import java.util.Locale;

/** Why one event cannot be taken although the events beside it can. */
public enum Flaw {
    DUPLICATE_KEY,
    TOO_DEEP,
    STRING_TOO_LONG,
    NUMBER_TOO_LONG,
    EVENT_TOO_LARGE,
    /** The request's limit, met in this event: the request is refused as a whole. */
    TOO_MANY_VALUES,
    /** A bad line of NDJSON. */
    MALFORMED_JSON,
    NOT_AN_OBJECT;

    /** Stable, for machines: {@code duplicate_key}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
