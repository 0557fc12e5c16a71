package routes.destination.cef;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
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

    private static final CefClass[] BY_CODE = new CefClass[EventType.CODES];

    static {
        EventType.all().forEach(type -> BY_CODE[type.code()] = make(type));
    }

    static CefClass of(EventType type) {
        return BY_CODE[type.code()];
    }

    private static CefClass make(EventType type) {
        return switch (type.wireName()) {
            case "policy.deny", "policy.alert", "policy.hold", "policy.allow" ->
                named(title(type), "policy", type.word());
            case "drift.warning", "drift.critical" -> fixed("behavioral_anomaly", "drift", "alert");
            case "hold.approved" -> named(title(type), "hold", "allow");
            case "hold.denied", "hold.expired" -> named(title(type), "hold", "deny");
            case "router.access_denied" -> fixed("Access denied", "router", "deny");
            case "dlp.match" -> fixed("DLP match", "dlp", "");
            default -> byFamily(type);
        };
    }

    private static CefClass byFamily(EventType type) {
        return switch (type.family()) {
            case GOVERNANCE -> fixed(title(type), type.category(), "");
            case DLP, AUDIT, ROUTER -> fixed(capital(type.word()).replace('_', ' '), type.category(), "");
        };
    }

    /** {@code agent.connected} is "Agent connected". */
    private static String title(EventType type) {
        return capital(type.wireName()).replace('.', ' ').replace('_', ' ');
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
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
