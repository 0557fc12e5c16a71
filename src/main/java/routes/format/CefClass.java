package routes.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import routes.event.EventType;

/**
 * What a CEF line says of every event of one type.
 *
 * @param name the header's name; where {@code named}, only for an event without a policy name
 * @param named whether the policy's name is the header's
 * @param category of {@code cat}
 * @param outcome of an event that has none itself; empty where there is none to give
 */
record CefClass(byte[] name, boolean named, byte[] category, byte[] outcome) {

    private static final CefClass[] BY_CODE = Arrays.stream(EventType.values())
            .sorted(Comparator.comparingInt(EventType::code))
            .map(CefClass::make)
            .toArray(CefClass[]::new);

    static CefClass of(EventType type) {
        return BY_CODE[type.code()];
    }

    private static CefClass make(EventType type) {
        return switch (type) {
            case POLICY_DENY -> named("Policy deny", "policy", "deny");
            case POLICY_ALERT -> named("Policy alert", "policy", "alert");
            case POLICY_HOLD -> named("Policy hold", "policy", "hold");
            case POLICY_ALLOW -> named("Policy allow", "policy", "allow");
            case DRIFT_WARNING, DRIFT_CRITICAL -> fixed("behavioral_anomaly", "drift", "alert");
            case AGENT_CONNECTED -> fixed("Agent connected", "agent", "");
            case AGENT_DISCONNECTED -> fixed("Agent disconnected", "agent", "");
            case HOLD_APPROVED -> named("Hold approved", "hold", "allow");
            case HOLD_DENIED -> named("Hold denied", "hold", "deny");
            case HOLD_EXPIRED -> named("Hold expired", "hold", "deny");
            case DLP_MATCH -> fixed("DLP match", "dlp", "");
            case AUDIT_CLASSIFY -> fixed("Classify", "audit", "");
            case AUDIT_REDACT -> fixed("Redact", "audit", "");
            case AUDIT_DETOKENIZE -> fixed("Detokenize", "audit", "");
            case AUDIT_ROUTE -> fixed("Route", "audit", "");
        };
    }

    private static CefClass named(String name, String category, String outcome) {
        return new CefClass(ascii(name), true, ascii(category), ascii(outcome));
    }

    private static CefClass fixed(String name, String category, String outcome) {
        return new CefClass(ascii(name), false, ascii(category), ascii(outcome));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
