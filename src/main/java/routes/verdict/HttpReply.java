package routes.verdict;

import java.time.Clock;
import java.util.Optional;

/**
 * The common table of HTTP replies, for every destination that speaks HTTP; a destination with more to say in its body is
 * read first and falls back on this. Statuses are RFC 9110's, 425 is RFC 8470's, 429 is RFC 6585's.
 */
public final class HttpReply {

    private HttpReply() {}

    /**
     * The verdict of a reply's status line.
     *
     * @param status the HTTP status
     * @param retryAfter the header's value, seconds or an HTTP date, or null
     * @return empty where the status says that everything was delivered (2xx)
     */
    public static Optional<DeliveryException> judge(int status, String retryAfter, Clock clock) {
        if (status >= 200 && status <= 299) {
            return Optional.empty();
        }
        if (status == 408
                || status == 425
                || status == 429
                || (status >= 500 && status <= 599 && status != 501 && status != 508)) {
            return Optional.of(DeliveryException.again(
                    new Reason(
                            "http_" + status,
                            "The destination answered " + status + ".",
                            "If that stays so, look at the destination."),
                    RetryAfter.read(retryAfter, clock)));
        }
        Verdict verdict = status == 400 || status == 413 || status == 422 ? Verdict.REFUSED : Verdict.PARKED;
        return Optional.of(DeliveryException.of(verdict, reason(status)));
    }

    /** The reason for a status that waiting alone does not mend. */
    private static Reason reason(int status) {
        String code = "http_" + status;
        String detail = "The destination answered " + status + ".";
        return switch (status) {
            case 400, 422 ->
                new Reason(code, detail, "Look at the dead letters: the destination cannot read these events.");
            case 413 -> new Reason(code, "The destination says the request is too large.", "Lower batch.max_bytes.");
            case 401 -> new Reason(code, "The destination does not accept our credentials.", "Set a new secret.");
            case 403 ->
                new Reason(
                        code,
                        "The destination forbids this with our credentials.",
                        "Set a new secret, or give it the right to write.");
            case 404, 405, 410 ->
                new Reason(code, "There is nothing to deliver to at this address.", "Check the URL's path.");
            case 407 ->
                new Reason(
                        code,
                        "A proxy asks for credentials.",
                        "Set proxy_secret, or have the proxy let the router through.");
            case 415 ->
                new Reason(
                        code,
                        "The destination does not take this content type or encoding.",
                        "Turn compression off, or check that the URL is the right product's.");
            case 508 ->
                new Reason(
                        code,
                        "The destination is a router that would send these events in circles.",
                        "Set the address of a SIEM; at most one router may deliver to another.");
            case 501 -> new Reason(code, "The destination does not know this request.", "Check the URL.");
            default ->
                status >= 300 && status <= 399
                        ? new Reason(
                                code,
                                "The destination redirects; redirects are not followed.",
                                "Set the URL it redirects to.")
                        : new Reason(code, detail, "Check the URL and the destination's log.");
        };
    }
}
