package routes.destination.cef;

import routes.event.Field;

/** The only fields of events that CEF lines are made of, besides {@link Field#ID} and the event's time. */
final class CefFields {

    static final Field TENANT_ID = new Field("tenant_id");
    static final Field AGENT_ID = new Field("agent_id");
    static final Field POLICY_ID = new Field("policy_id");
    static final Field POLICY_NAME = new Field("policy_name");
    static final Field ACTION_TYPE = new Field("action_type");
    static final Field OUTCOME = new Field("outcome");
    static final Field DRIFT_SCORE = new Field("drift_score");
    static final Field BEHAVIORAL_HASH = new Field("behavioral_hash");
    static final Field APPROVER = new Field("approver");
    static final Field REASON = new Field("reason");
    static final Field MESSAGE = new Field("message");

    static final Field ACTION_TAKEN = new Field("action_taken");
    static final Field PATTERN_NAME = new Field("pattern_name");
    static final Field PATTERN_ID = new Field("pattern_id");
    static final Field TOOL_PATTERN_MATCHED = new Field("tool_pattern_matched");
    static final Field DETECTION_REASON = new Field("detection_reason");
    static final Field POSITION = new Field("position");
    static final Field LENGTH = new Field("length");
    static final Field REDACTION_COUNT = new Field("redaction_count");
    static final Field DIRECTION = new Field("direction");
    static final Field PAYLOAD_SIZE_BYTES = new Field("payload_size_bytes");
    static final Field DESTINATION_DOMAIN = new Field("destination_domain");
    static final Field SENSITIVITY_TAGS = new Field("sensitivity_tags");

    static final Field CALLER = new Field("caller");
    static final Field ACTION = new Field("action");
    static final Field SUGGESTED_ACTION = new Field("suggested_action");
    static final Field CATEGORIES = new Field("categories");
    static final Field TYPE = new Field("type");
    static final Field CONVERSATION_ID = new Field("conversation_id");
    static final Field REGION = new Field("region");
    static final Field ENV = new Field("env");
    static final Field RESTORED_COUNT = new Field("restored_count");
    static final Field DECISION = new Field("decision");
    static final Field TARGET = new Field("target");
    static final Field POLICY_VERSION = new Field("policy_version");
    static final Field ALLOWED_CATEGORIES = new Field("allowed_categories");

    private CefFields() {}
}
