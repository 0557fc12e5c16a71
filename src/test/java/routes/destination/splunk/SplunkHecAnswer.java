package routes.destination.splunk;

import java.util.List;

/**
 * One answer of the emulator.
 *
 * @param headers names and values in turn
 */
record SplunkHecAnswer(int status, String body, List<String> headers) {

    static SplunkHecAnswer of(int status, String text, int code) {
        return new SplunkHecAnswer(status, "{\"text\":\"" + text + "\",\"code\":" + code + "}", List.of());
    }

    /** Everything before event number {@code event}, counted from 0, was indexed. */
    static SplunkHecAnswer partial(int status, String text, int code, int event) {
        String body = "{\"text\":\"" + text + "\",\"code\":" + code + ",\"invalid-event-number\":" + event + "}";
        return new SplunkHecAnswer(status, body, List.of());
    }

    /** Null where the token is right. */
    static SplunkHecAnswer tokenRefusal(String authorization, String token, boolean enabled) {
        if (authorization == null) {
            return of(401, "Token is required", 2);
        }
        if (!authorization.startsWith("Splunk ")) {
            return of(401, "Invalid authorization", 3);
        }
        if (!authorization.equals("Splunk " + token)) {
            return of(403, "Invalid token", 4);
        }
        return enabled ? null : of(403, "Token disabled", 1);
    }
}
