package routes.destination.cef;

import routes.event.Event;
import routes.event.Field;

/** The extension of audit records: the record of the audit specification in slots of the CEF dictionary. */
final class CefAudit {

    private static final CefKey EXTERNAL_ID = CefKey.of("externalId", 40);
    private static final CefKey SUSER = CefKey.of("suser", 1023);
    private static final CefKey ACT = CefKey.of("act", 63);
    private static final CefKey OUTCOME = CefKey.of("outcome", 63);
    private static final CefKey CAT = CefKey.of("cat", 1023);
    private static final CefKey CATEGORIES = CefKey.labelled("cs1", "Categories");
    private static final CefKey DECISION_TARGET = CefKey.labelled("cs2", "DecisionTarget");
    private static final CefKey REDACTION_COUNT = CefKey.labelled("cn1", "RedactionCount");
    private static final CefKey RESTORED_COUNT = CefKey.labelled("cn2", "RestoredCount");
    private static final CefKey POLICY_VERSION = CefKey.labelled("cn3", "PolicyVersion");
    private static final CefKey CONVERSATION_ID = CefKey.labelled("cs3", "ConversationId");
    private static final CefKey REGION = CefKey.labelled("cs4", "Region");
    private static final CefKey ENVIRONMENT = CefKey.labelled("cs5", "Environment");
    private static final CefKey ALLOWED_CATEGORIES = CefKey.labelled("cs6", "AllowedCategories");
    private static final CefKey IN = CefKey.of("in", 10);

    private final CefValues values;

    CefAudit(CefValues values) {
        this.values = values;
    }

    void append(Event event, CefLine line) {
        Event decision = event.object(CefFields.DECISION);
        values.string(line, EXTERNAL_ID, event, Field.ID);
        values.string(line, SUSER, event, CefFields.CALLER);
        values.string(line, ACT, event, CefFields.ACTION);
        if (decision == null || !values.string(line, OUTCOME, decision, CefFields.ACTION)) {
            values.string(line, OUTCOME, event, CefFields.SUGGESTED_ACTION);
        }
        CefValues.constant(line, CAT, CefClass.of(event.type()).category());
        values.list(line, CATEGORIES, event, CefFields.CATEGORIES, CefFields.TYPE);
        if (decision != null) {
            values.string(line, DECISION_TARGET, decision, CefFields.TARGET);
            CefValues.whole(line, POLICY_VERSION, decision, CefFields.POLICY_VERSION, Long.MAX_VALUE);
        }
        CefValues.whole(line, REDACTION_COUNT, event, CefFields.REDACTION_COUNT, Long.MAX_VALUE);
        CefValues.whole(line, RESTORED_COUNT, event, CefFields.RESTORED_COUNT, Long.MAX_VALUE);
        line.optionalFromHere();
        values.string(line, CONVERSATION_ID, event, CefFields.CONVERSATION_ID);
        values.string(line, REGION, event, CefFields.REGION);
        values.string(line, ENVIRONMENT, event, CefFields.ENV);
        if (decision != null) {
            values.list(line, ALLOWED_CATEGORIES, decision, CefFields.ALLOWED_CATEGORIES, null);
        }
        CefValues.whole(line, IN, event, CefFields.PAYLOAD_SIZE_BYTES, Integer.MAX_VALUE);
    }
}
