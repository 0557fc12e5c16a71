package routes.integration.type;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names of fields: those every integration has, and how a Kamelet's property becomes one. */
public final class FieldNames {

    /** Set by the server. A client may send them back with what it read; they are then ignored. */
    public static final List<String> READ_ONLY = List.of(
            "id",
            "managed_by",
            "health",
            "reason",
            "detail",
            "remedy",
            "reply",
            "since",
            "next_retry_at",
            "last_success_at",
            "pending_events",
            "oldest_pending_at",
            "dead_letters",
            "dead_letter_bytes",
            "oldest_dead_letter_at",
            "dead_letters_expire_at",
            "redriven",
            "skipped_events",
            "filtered_events",
            "pending_is_bound",
            "delivered",
            "sent",
            "attempts",
            "failures",
            "secrets",
            "created_at",
            "updated_at",
            "version");

    /** Set by people, for whatever type. */
    static final List<String> COMMON = List.of(
            "type",
            "name",
            "state",
            "event_types",
            "min_severity",
            "filter",
            "drop_fields",
            "batch",
            "retry",
            "in_flight",
            "max_events_per_second",
            "verdicts",
            "max_backlog",
            "start_from");

    /** A Kamelet's properties that are no fields of their own: what they say is said by {@code batch}. */
    public static final Map<String, String> FROM_BATCH = Map.of("maxEvents", "max_events", "maxBytes", "max_bytes");

    private FieldNames() {}

    /** {@code sourceType} becomes {@code source_type}; {@code caPEM} becomes {@code ca_pem}. */
    static String toField(String property) {
        return property.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    static boolean isReserved(String field) {
        return READ_ONLY.contains(field) || COMMON.contains(field);
    }
}
