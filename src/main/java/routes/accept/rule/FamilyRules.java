package routes.accept.rule;

import static routes.accept.rule.Checks.arrayOf;
import static routes.accept.rule.Checks.either;
import static routes.accept.rule.Checks.form;
import static routes.accept.rule.Checks.oneOf;
import static routes.accept.rule.Checks.text;
import static routes.accept.rule.KnownName.*;

import routes.event.EventType;
import routes.event.Family;

/**
 * The three families' fields. Sources: the governance specification's destinations and "DLP Event Schema", the audit
 * specification's "Audit Record Schema". Lengths are in characters; where a specification gives none they are ours.
 */
public final class FamilyRules {

    private static final Check ID_TEXT = text(1, 128);
    private static final Check UUID = form(Form.UUID);
    private static final Check TIME = form(Form.TIME);
    /** It was one of the known types when the family was told. */
    private static final Check NAMED = form((bytes, from, to) -> true);

    private static final Check TEXT = text(0, 16_384);
    /** The words that decide a severity are written without escapes, so that it is read from the journal again as it was. */
    private static final Check VERDICT = either(oneOf("block", "redact"), TEXT);

    /** Eleven event types; fields that are not here pass, but for the forbidden names. */
    static final Rules GOVERNANCE = new Rules()
            .require(ID, ID_TEXT)
            .require(EVENT_TYPE, NAMED)
            .require(OCCURRED_AT, TIME)
            .allow(TEXT, TENANT_ID, AGENT_ID, POLICY_ID, POLICY_NAME, ACTION_TYPE, BEHAVIORAL_HASH, REASON, APPROVER)
            .allow(OUTCOME, oneOf("allow", "deny", "alert", "hold"))
            .allow(DRIFT_SCORE, Checks::number)
            .allow(BEHAVIORAL_HASH_DELTA, either(Checks::number, TEXT));

    /** {@code dlp.match}, a closed schema: fields that are not here are removed. Legacy events have no pattern. */
    static final Rules DLP = new Rules()
            .require(ID, UUID)
            .require(EVENT_TYPE, NAMED)
            .require(OCCURRED_AT, TIME)
            .require(AGENT_ID, UUID)
            .allow(UUID, TENANT_ID, POLICY_ID, PATTERN_ID)
            .allow(DIRECTION, oneOf("inbound", "outbound"))
            .allow(ACTION_TAKEN, oneOf("blocked", "redacted", "flagged", "alerted", "logged"))
            .allow(
                    DETECTION_REASON,
                    oneOf(
                            "pattern_match",
                            "sensitive_exfil",
                            "volume_anomaly",
                            "accumulation",
                            "unauthorized_destination"))
            .allow(PATTERN_NAME, Checks.line(256))
            .allow(TOOL_PATTERN_MATCHED, form(Form.TOOL_PATTERN))
            .allow(Checks::count, POSITION, LENGTH, REDACTION_COUNT, PAYLOAD_SIZE_BYTES)
            .allow(DESTINATION_DOMAIN, Domain::passes)
            .allow(SENSITIVITY_TAGS, arrayOf(oneOf("pii", "credentials", "competitor", "internal", "legal", "custom")));

    private static final Rules CATEGORY = new Rules().allow(TYPE, TEXT).allow(CONFIDENCE, Checks::number);

    private static final Rules DECISION_RULES = new Rules()
            .allow(ACTION, VERDICT)
            .allow(TARGET, TEXT)
            .allow(POLICY_VERSION, Checks::count)
            .allow(REQUIRES_REDACTION, Checks::truth)
            .allow(ALLOWED_CATEGORIES, arrayOf(TEXT));

    /** Those that have a type of their own are written without escapes, so that it is read from the journal again as it was. */
    private static final Check ANY_ACTION = either(
            oneOf(EventType.of(Family.AUDIT).stream().map(EventType::word).toArray(String[]::new)), text(1, 16_384));

    /** Audit records; fields that are not here pass, but for the forbidden names. */
    static final Rules AUDIT = new Rules()
            .require(TS, form(Form.AUDIT_TIME))
            .require(ACTION, ANY_ACTION)
            .allow(ID, ID_TEXT)
            .allow(TEXT, CALLER, REGION, ENV, CONVERSATION_ID)
            .allow(SUGGESTED_ACTION, VERDICT)
            .allow(CATEGORIES, arrayOf(CATEGORY))
            .allow(DECISION, DECISION_RULES)
            .allow(Checks::count, REDACTION_COUNT, RESTORED_COUNT, PAYLOAD_SIZE_BYTES);

    private FamilyRules() {}

    public static Rules of(Family family) {
        return switch (family) {
            case GOVERNANCE -> GOVERNANCE;
            case DLP -> DLP;
            case AUDIT -> AUDIT;
            case ROUTER -> throw new IllegalArgumentException("events of the router itself are not accepted");
        };
    }
}
