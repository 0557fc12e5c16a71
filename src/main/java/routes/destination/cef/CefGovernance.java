package routes.destination.cef;

import java.nio.charset.StandardCharsets;
import routes.event.Event;
import routes.event.Family;
import routes.event.Field;

/**
 * The extension of governance and DLP events: the tables "CEF field mapping" and "CEF extension fields" of the governance
 * specification, and after them what they leave out.
 *
 * <p>What is not named here reaches no key: the event's members are looked up, never walked over.
 */
final class CefGovernance {

    private static final CefKey EXTERNAL_ID = CefKey.of("externalId", 40);
    private static final CefKey SRC = CefKey.of("src", 1023);
    private static final CefKey SUID = CefKey.of("suid", 1023);
    private static final CefKey ACT = CefKey.of("act", 63);
    private static final CefKey OUTCOME = CefKey.of("outcome", 63);
    private static final CefKey CAT = CefKey.of("cat", 1023);
    private static final CefKey DRIFT_SCORE = CefKey.labelled("cs1", "DriftScore");
    private static final CefKey BEHAVIORAL_HASH = CefKey.labelled("cs2", "BehavioralHash");
    private static final CefKey PATTERN_NAME = CefKey.labelled("cs1", "PatternName");
    private static final CefKey PATTERN_ID = CefKey.labelled("cs2", "PatternId");
    private static final CefKey TOOL_PATTERN = CefKey.labelled("cs3", "ToolPattern");
    private static final CefKey DETECTION_REASON = CefKey.labelled("cs4", "DetectionReason");
    private static final CefKey MATCH_POSITION = CefKey.labelled("cn1", "MatchPosition");
    private static final CefKey MATCH_LENGTH = CefKey.labelled("cn2", "MatchLength");
    private static final CefKey REDACTION_COUNT = CefKey.labelled("cn3", "RedactionCount");
    private static final CefKey TENANT_ID = CefKey.labelled("cs5", "TenantId");
    private static final CefKey POLICY_ID = CefKey.labelled("cs6", "PolicyId");
    /** The score again as a number, for rules that compare: {@code cs1} sorts as text. */
    private static final CefKey DRIFT_NUMBER = CefKey.labelled("cfp1", "DriftScore");

    private static final CefKey DIRECTION = CefKey.of("deviceDirection", 1);
    private static final CefKey IN = CefKey.of("in", 10);
    private static final CefKey OUT = CefKey.of("out", 10);
    private static final CefKey DHOST = CefKey.of("dhost", 1023);
    private static final CefKey DUSER = CefKey.of("duser", 1023);
    private static final CefKey TAGS = CefKey.of("MITRITYPlatformSensitivityTags", 1023);
    private static final CefKey REASON = CefKey.of("reason", 1023);
    private static final CefKey MSG = CefKey.of("msg", 1023);

    private static final byte[] INBOUND = ascii("\"inbound\"");
    private static final byte[] OUTBOUND = ascii("\"outbound\"");

    private final CefValues values;
    private final CefSource source;

    CefGovernance(CefValues values, CefSource source) {
        this.values = values;
        this.source = source;
    }

    void append(Event event, CefLine line) {
        boolean dlp = event.type().family() == Family.DLP;
        values.string(line, EXTERNAL_ID, event, Field.ID);
        appendAgent(event, line);
        values.string(line, ACT, event, dlp ? CefFields.ACTION_TAKEN : CefFields.ACTION_TYPE);
        appendOutcome(event, dlp, line);
        CefValues.constant(line, CAT, CefClass.of(event.type()).category());
        if (dlp) {
            appendMatch(event, line);
        } else {
            CefValues.decimal(line, DRIFT_SCORE, event, CefFields.DRIFT_SCORE);
            values.string(line, BEHAVIORAL_HASH, event, CefFields.BEHAVIORAL_HASH);
        }
        line.optionalFromHere();
        appendMore(event, line);
    }

    private void appendAgent(Event event, CefLine line) {
        long agent = event.find(CefFields.AGENT_ID);
        boolean fits = source == CefSource.AGENT_ID
                || (source == CefSource.IP_ONLY
                        && CefValues.isString(event, agent)
                        && CefSource.isIpv4(event.bytes(), Event.start(agent) + 1, Event.end(agent) - 1));
        if (fits) {
            values.string(line, SRC, event, CefFields.AGENT_ID);
        }
        values.string(line, SUID, event, CefFields.AGENT_ID);
    }

    /** The event's own outcome; where it has none, what its type means. */
    private void appendOutcome(Event event, boolean dlp, CefLine line) {
        boolean own = values.string(line, OUTCOME, event, dlp ? CefFields.ACTION_TAKEN : CefFields.OUTCOME);
        byte[] usual = CefClass.of(event.type()).outcome();
        if (!own && usual.length > 0) {
            CefValues.constant(line, OUTCOME, usual);
        }
    }

    /** Legacy events have no pattern: the specification wants its name and id empty then, and the rest left out. */
    private void appendMatch(Event event, CefLine line) {
        values.stringOrEmpty(line, PATTERN_NAME, event, CefFields.PATTERN_NAME);
        values.stringOrEmpty(line, PATTERN_ID, event, CefFields.PATTERN_ID);
        values.string(line, TOOL_PATTERN, event, CefFields.TOOL_PATTERN_MATCHED);
        values.string(line, DETECTION_REASON, event, CefFields.DETECTION_REASON);
        CefValues.whole(line, MATCH_POSITION, event, CefFields.POSITION, Long.MAX_VALUE);
        CefValues.whole(line, MATCH_LENGTH, event, CefFields.LENGTH, Long.MAX_VALUE);
        CefValues.whole(line, REDACTION_COUNT, event, CefFields.REDACTION_COUNT, Long.MAX_VALUE);
    }

    private void appendMore(Event event, CefLine line) {
        values.string(line, TENANT_ID, event, CefFields.TENANT_ID);
        values.string(line, POLICY_ID, event, CefFields.POLICY_ID);
        CefValues.decimal(line, DRIFT_NUMBER, event, CefFields.DRIFT_SCORE);
        boolean inbound = CefValues.is(INBOUND, event, CefFields.DIRECTION);
        if (inbound || CefValues.is(OUTBOUND, event, CefFields.DIRECTION)) {
            CefValues.number(line, DIRECTION, inbound ? 0 : 1);
            CefValues.whole(line, inbound ? IN : OUT, event, CefFields.PAYLOAD_SIZE_BYTES, Integer.MAX_VALUE);
        }
        values.string(line, DHOST, event, CefFields.DESTINATION_DOMAIN);
        values.string(line, DUSER, event, CefFields.APPROVER);
        values.list(line, TAGS, event, CefFields.SENSITIVITY_TAGS, null);
        values.string(line, REASON, event, CefFields.REASON);
        values.string(line, MSG, event, CefFields.MESSAGE);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
