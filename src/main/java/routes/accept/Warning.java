package routes.accept;

/**
 * What a producer should know of events that were taken. Holds nothing that an event says.
 *
 * @param code {@link #INVALID_FIELD} or {@link #NO_PATTERN_ID}
 * @param field the name of a documented field
 * @param count how many there were in the request
 */
public record Warning(String code, String field, int count) {

    /** It was not as documented, or elements of it were not, and was left out. */
    static final String INVALID_FIELD = "invalid_field";
    /** The event says that a pattern matched, and not which. */
    static final String NO_PATTERN_ID = "no_pattern_id";
}
