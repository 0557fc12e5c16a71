package routes.destination.splunk;

import java.time.Clock;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import routes.verdict.DeliveryException;
import routes.verdict.HttpReply;
import routes.verdict.Reason;
import routes.verdict.Verdict;

/**
 * What a reply of Splunk's HTTP Event Collector means for the events of the request. The status counts where the body has no
 * HEC code, and for 413, whose body is never HEC's.
 */
final class SplunkHecVerdict {

    private static final Reason UNCONFIRMED = new Reason(
            "hec_unconfirmed",
            "The destination answered with success, but not with Splunk's confirmation.",
            "Check that the URL is a Splunk event endpoint and that no proxy answers for it.");

    private SplunkHecVerdict() {}

    /**
     * @param retryAfter the header's value or null
     * @param events how many events the request held
     * @return empty where all events were delivered
     */
    static Optional<DeliveryException> judge(int status, String retryAfter, byte[] body, int events, Clock clock) {
        Optional<DeliveryException> byStatus = HttpReply.judge(status, retryAfter, clock);
        Optional<SplunkHecBody> reply = status == 413 ? Optional.empty() : SplunkHecBody.read(body);
        Optional<SplunkHecCode> code = reply.flatMap(known -> SplunkHecCode.of(known.code()));
        if (byStatus.isEmpty()) {
            return confirmed(code);
        }
        if (code.isEmpty() || code.get().verdict() == Verdict.DELIVERED) {
            return byStatus;
        }
        OptionalInt invalid = reply.get().invalidEvent();
        return Optional.of(
                isWithin(invalid, events)
                        ? partly(code.get(), invalid.getAsInt(), byStatus.get())
                        : whole(code.get(), byStatus.get()));
    }

    private static boolean isWithin(OptionalInt invalid, int events) {
        return invalid.isPresent() && invalid.getAsInt() >= 0 && invalid.getAsInt() < events;
    }

    /** Only HEC's own word counts as delivery: proxies and captive portals answer 200, too. */
    private static Optional<DeliveryException> confirmed(Optional<SplunkHecCode> code) {
        if (code.isPresent() && code.get().verdict() == Verdict.DELIVERED) {
            return Optional.empty();
        }
        Reason reason = code.map(SplunkHecCode::reason).orElse(UNCONFIRMED);
        return Optional.of(DeliveryException.again(reason, null));
    }

    private static DeliveryException whole(SplunkHecCode code, DeliveryException byStatus) {
        return code.verdict() == Verdict.AGAIN
                ? DeliveryException.again(code.reason(), byStatus.retryAfter().orElse(null))
                : DeliveryException.of(code.verdict(), code.reason());
    }

    /**
     * Splunk works through a request in order and stops at the first event it does not take; what comes before is indexed.
     *
     * <p>A wrong index is the settings' fault and shared by all events, so code 7 parks; the number is not used, as it was
     * seen to be one too high there.
     */
    private static DeliveryException partly(SplunkHecCode code, int invalid, DeliveryException byStatus) {
        BitSet delivered = new BitSet();
        delivered.set(0, invalid);
        if (code.verdict() == Verdict.REFUSED) {
            return DeliveryException.partly(delivered, Map.of(invalid, code.reason()), Verdict.AGAIN, code.reason());
        }
        if (code.verdict() == Verdict.AGAIN && invalid > 0) {
            return DeliveryException.partly(delivered, Map.of(), Verdict.AGAIN, code.reason());
        }
        return whole(code, byStatus);
    }
}
