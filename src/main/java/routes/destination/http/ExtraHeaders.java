package routes.destination.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Verdict;

/**
 * Headers that people add to a request, written {@code x-tenant: acme, x-source: siem}. Where a Kamelet is used without the
 * API nobody checks its pattern, so it is checked here again.
 */
public final class ExtraHeaders {

    /** What the router says itself, what frames a message, and what Camel takes as an order. */
    private static final Pattern RESERVED = Pattern.compile(
            "(authorization|proxy-|content-|host$|cookie|connection$|keep-alive$|transfer-encoding$|te$|trailer$|upgrade$"
                    + "|expect$|accept-encoding$|user-agent$|webhook-|idempotency-key$|siem-router-|camel).*");

    private static final Pattern HEADER = Pattern.compile("([A-Za-z0-9][A-Za-z0-9-]*): *([!-+\\--~][ !-+\\--~]*)");

    private ExtraHeaders() {}

    /** @param text as set, or null */
    public static Map<String, String> parse(String text) throws DeliveryException {
        Map<String, String> headers = new LinkedHashMap<>();
        if (text == null || text.isBlank()) {
            return headers;
        }
        for (String header : text.split(",", -1)) {
            var parts = HEADER.matcher(header.strip());
            if (!parts.matches()) {
                throw unusable("headers is not a list of \"name: value\" with commas between.");
            }
            String name = parts.group(1).toLowerCase(Locale.ROOT);
            if (RESERVED.matcher(name).matches()) {
                throw unusable("headers must not set " + name + ".");
            }
            headers.put(name, parts.group(2));
        }
        return headers;
    }

    /** The name, where it is one that people may set. */
    public static String free(String name) throws DeliveryException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!lower.equals("authorization") && RESERVED.matcher(lower).matches()) {
            throw unusable("key_header must not be " + name + ".");
        }
        return name;
    }

    private static DeliveryException unusable(String what) {
        return DeliveryException.of(
                Verdict.PARKED, new Reason("headers", what, "Write headers such as x-tenant: acme, x-source: siem."));
    }
}
