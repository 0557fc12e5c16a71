package routes.destination.cef;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a receiver must read of an event, worked out slowly from its tree, for {@link CefPropertyTest}. */
final class CefModel {

    /** Every key that a CEF line of this product may hold. */
    static final Set<String> KEYS =
            Set.of("rt externalId src suid suser act outcome cat deviceDirection in out dhost duser reason msg"
                    .concat(
                            " MITRITYPlatformSensitivityTags MITRITYPlatformEventId flexString1 flexString1Label cs1 cs2 cs3 cs4 cs5 cs6 cn1 cn2 cn3 cfp1")
                    .concat(
                            " cs1Label cs2Label cs3Label cs4Label cs5Label cs6Label cn1Label cn2Label cn3Label cfp1Label")
                    .split(" "));

    private final JsonNode event;
    private final Map<String, String> pairs = new LinkedHashMap<>();

    private CefModel(JsonNode event) {
        this.event = event;
    }

    static Cef governance(JsonNode event) {
        CefModel model = new CefModel(event);
        String name = clean(event.path("policy_name").textValue(), 512).replace('\n', ' ');
        model.put("rt", String.valueOf(model.millis()));
        model.put("externalId", model.text("id", 40));
        model.put("MITRITYPlatformEventId", event.path("id").asText().length() > 40 ? model.text("id", 128) : "");
        model.put("src", model.text("agent_id", 1023));
        model.put("suid", model.text("agent_id", 1023));
        model.put("act", model.text("action_type", 63));
        model.put("outcome", event.has("outcome") ? event.path("outcome").textValue() : "deny");
        model.put("cat", "policy");
        model.labelled("cs1", "DriftScore", model.decimal());
        model.labelled("cfp1", "DriftScore", model.decimal());
        model.labelled("cs2", "BehavioralHash", model.text("behavioral_hash", 4000));
        model.labelled("cs5", "TenantId", model.text("tenant_id", 4000));
        model.labelled("cs6", "PolicyId", model.text("policy_id", 4000));
        model.put("duser", model.text("approver", 1023));
        model.put("reason", model.text("reason", 1023));
        model.put("msg", model.text("message", 1023));
        return new Cef(
                List.of("0", "MITRITY", "MITRITY Platform", "1.0.0", "policy.deny", or(name, "Policy deny"), "8"),
                model.pairs);
    }

    static Cef dlp(JsonNode event) {
        CefModel model = new CefModel(event);
        model.put("rt", String.valueOf(model.millis()));
        model.put("externalId", model.text("id", 40));
        model.put("src", model.text("agent_id", 1023));
        model.put("suid", model.text("agent_id", 1023));
        model.put("cat", "dlp");
        model.pairs.put("cs1Label", "PatternName");
        model.pairs.put("cs1", model.patternName());
        model.pairs.put("cs2Label", "PatternId");
        model.pairs.put("cs2", model.text("pattern_id", 4000));
        model.labelled("cs3", "ToolPattern", model.text("tool_pattern_matched", 4000));
        return new Cef(
                List.of("0", "MITRITY", "MITRITY Platform", "1.0.0", "dlp.match", "DLP match", "5"), model.pairs);
    }

    /** What the accept stage lets through. */
    private String patternName() {
        String name = whole(event.path("pattern_name").asText(""));
        boolean isTaken =
                name.codePointCount(0, name.length()) <= 256 && name.chars().noneMatch(Character::isISOControl);
        return isTaken ? text("pattern_name", 4000) : "";
    }

    private long millis() {
        return OffsetDateTime.parse(event.path("occurred_at").textValue())
                .toInstant()
                .toEpochMilli();
    }

    private String decimal() {
        JsonNode score = event.path("drift_score");
        return score.isNumber() ? score.decimalValue().toPlainString() : "";
    }

    private String text(String field, int most) {
        return clean(event.path(field).textValue(), most);
    }

    private void labelled(String key, String label, String value) {
        put(value.isEmpty() ? "" : key + "Label", label);
        put(key, value);
    }

    private void put(String key, String value) {
        if (!key.isEmpty() && !value.isEmpty()) {
            pairs.put(key, value);
        }
    }

    static String clean(String text, int most) {
        if (text == null) {
            return "";
        }
        String whole = whole(text);
        int points = whole.codePointCount(0, whole.length());
        String cut = points <= most ? whole : whole.substring(0, whole.offsetByCodePoints(0, most));
        return cut.replaceAll("\r\n|\r", "\n")
                .replaceAll("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029]", " ")
                .replaceAll("\\A[ \n]+|[ \n]+\\z", "")
                .replaceAll("CEF:(?=[0-9])", "cef:");
    }

    /** Without halves of characters. */
    static String whole(String text) {
        return text.replaceAll("(?<![\ud800-\udbff])[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])", "\ufffd");
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}
