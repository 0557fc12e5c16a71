package routes.accept.rule;

/**
 * Why an event of a request was not taken. Holds nothing that the event says.
 *
 * @param index of the event in its request, from 0
 * @param code stable, for machines: one of the constants here or the code of a {@link routes.event.json.Flaw}
 * @param pointer JSON pointer (RFC 6901) from the event to what is wrong; a name that is not documented is shown as {@code *}
 */
public record Rejection(int index, String code, String pointer) {

    public static final String MISSING_FIELD = "missing_field";
    public static final String MALFORMED_FIELD = "malformed_field";
    public static final String UNKNOWN_EVENT_TYPE = "unknown_event_type";
    /** Of a tenant that the sender's token is not bound to. */
    public static final String FOREIGN_TENANT = "foreign_tenant";
    /** Of the router's own events. */
    public static final String RESERVED_TYPE = "reserved_type";

    @Override
    public String toString() {
        return "event " + index + " " + code + (pointer.isEmpty() ? "" : " at " + pointer);
    }
}
