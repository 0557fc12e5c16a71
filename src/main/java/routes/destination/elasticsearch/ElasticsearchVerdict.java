package routes.destination.elasticsearch;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Verdict;

/** What the items of a bulk reply mean for the events of the request. */
final class ElasticsearchVerdict {

    private static final Reason UNCONFIRMED = new Reason(
            "es_unconfirmed",
            "The destination answered with success, but not with an outcome for each event.",
            "Check that the URL is that of a cluster and that no proxy answers for it.");

    private ElasticsearchVerdict() {}

    /**
     * @param reply the items of a reply whose status was 2xx; empty where it was no bulk reply
     * @param events how many events the request held
     * @return empty where all events were delivered
     */
    static Optional<DeliveryException> judge(Optional<List<ElasticsearchItem>> reply, int events) {
        if (reply.isEmpty() || reply.get().size() != events) {
            return Optional.of(DeliveryException.again(UNCONFIRMED, null));
        }
        List<ElasticsearchItem> items = reply.get();
        BitSet delivered = new BitSet(events);
        Map<Integer, Reason> refused = new HashMap<>();
        for (int i = 0; i < events; i++) {
            switch (items.get(i).verdict()) {
                case DELIVERED -> delivered.set(i);
                case REFUSED -> refused.put(i, items.get(i).reason());
                default -> {
                    // the rest, below
                }
            }
        }
        return delivered.cardinality() == events ? Optional.empty() : Optional.of(partly(items, delivered, refused));
    }

    /** One event that parks parks the rest, so that people learn of it; what may pass later waits no longer than a probe. */
    private static DeliveryException partly(
            List<ElasticsearchItem> items, BitSet delivered, Map<Integer, Reason> refused) {
        Optional<ElasticsearchItem> parked = first(items, Verdict.PARKED);
        Reason reason = parked.or(() -> first(items, Verdict.AGAIN))
                .or(() -> first(items, Verdict.REFUSED))
                .orElseThrow()
                .reason();
        Verdict rest = parked.isPresent() ? Verdict.PARKED : Verdict.AGAIN;
        return DeliveryException.partly(delivered, refused, rest, reason);
    }

    private static Optional<ElasticsearchItem> first(List<ElasticsearchItem> items, Verdict verdict) {
        return items.stream().filter(item -> item.verdict() == verdict).findFirst();
    }
}
