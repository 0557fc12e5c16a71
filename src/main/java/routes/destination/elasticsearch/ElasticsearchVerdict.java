package routes.destination.elasticsearch;

import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Verdict;

/**
 * What the items of bulk replies mean for the events of the requests. An index that takes nothing while others do (closed, read-only,
 * not to be created because the cluster has all the shards it may have) does not hold up the events of the others: its own are
 * refused, one by one, and can be redriven when it is mended. Today's index and a data stream are everybody's: they park.
 */
final class ElasticsearchVerdict {

    /** An index that fails for something that passes has so long to recover, as while a node is started anew. */
    private static final Duration PASSING = Duration.ofMinutes(5);
    /** Where nothing else was sent there is nothing to compare with, so an index is looked at twice; below the first probe's 5 s. */
    private static final Duration TWICE = Duration.ofSeconds(4);

    private static final Reason UNCONFIRMED = new Reason(
            "es_unconfirmed",
            "The destination answered with success, but not with an outcome for each event.",
            "Check that the URL is that of a cluster and that no proxy answers for it.");

    private final ElasticsearchIndices indices;
    private final ElasticsearchSightings seen;

    ElasticsearchVerdict(ElasticsearchIndices indices) {
        this.indices = indices;
        this.seen = new ElasticsearchSightings(indices.clock());
    }

    /**
     * @param reply the items of a reply whose status was 2xx; empty where it was no bulk reply
     * @param went the index of each event of the request
     * @return empty where all events were delivered
     */
    Optional<DeliveryException> judge(Optional<List<ElasticsearchItem>> reply, long[] went) {
        if (reply.isEmpty() || reply.get().size() != went.length) {
            return Optional.of(DeliveryException.again(UNCONFIRMED, null));
        }
        List<ElasticsearchItem> items = reply.get();
        see(items, went);
        BitSet delivered = new BitSet(went.length);
        Map<Integer, Reason> refused = new HashMap<>();
        boolean apart = true;
        for (int i = 0; i < went.length; i++) {
            ElasticsearchItem item = items.get(i);
            if (item.verdict() == Verdict.DELIVERED) {
                delivered.set(i);
            } else if (item.verdict() == Verdict.REFUSED) {
                refused.put(i, item.reason());
                apart = false;
            } else if (isGivenUp(item.verdict(), went[i])) {
                refused.put(i, item.reasonOfOneIndex());
            }
        }
        if (delivered.cardinality() == went.length) {
            return Optional.empty();
        }
        boolean settled = delivered.cardinality() + refused.size() == went.length;
        return Optional.of(
                settled && apart
                        ? DeliveryException.apart(delivered, refused)
                        : partly(items, went, delivered, refused));
    }

    /** What an index took counts first: an item that failed beside it was not the index's fault. */
    private void see(List<ElasticsearchItem> items, long[] went) {
        for (int i = 0; i < went.length; i++) {
            Verdict verdict = items.get(i).verdict();
            if (verdict == Verdict.PARKED || verdict == Verdict.AGAIN) {
                seen.failed(went[i]);
            }
        }
        for (int i = 0; i < went.length; i++) {
            if (items.get(i).verdict() == Verdict.DELIVERED) {
                seen.took(went[i]);
            }
        }
    }

    private boolean isGivenUp(Verdict verdict, long index) {
        return !indices.isEverybodys(index)
                && seen.othersTake(index)
                && (verdict == Verdict.PARKED || seen.failsForAtLeast(PASSING, index));
    }

    /** One event that parks parks the rest, so that people learn of it; what may pass later waits no longer than a probe. */
    private DeliveryException partly(
            List<ElasticsearchItem> items, long[] went, BitSet delivered, Map<Integer, Reason> refused) {
        int parked = first(items, Verdict.PARKED, refused);
        int again = first(items, Verdict.AGAIN, refused);
        if (parked < 0) {
            int named = again < 0 ? first(items, Verdict.REFUSED, Map.of()) : again;
            Reason why = named < 0
                    ? refused.values().iterator().next()
                    : items.get(named).reason();
            return DeliveryException.partly(delivered, refused, Verdict.AGAIN, why);
        }
        boolean isolates = delivered.isEmpty() && again < 0 && allFailTwice(went, refused);
        Verdict rest = isolates ? Verdict.REFUSED : Verdict.PARKED;
        ElasticsearchItem item = items.get(parked);
        return DeliveryException.partly(delivered, refused, rest, isolates ? item.reasonOfOneIndex() : item.reason());
    }

    /** With nothing to compare with, what parks is isolated as what a mapping refuses is: a hundred in a row park after all. */
    private boolean allFailTwice(long[] went, Map<Integer, Reason> refused) {
        for (int i = 0; i < went.length; i++) {
            if (!refused.containsKey(i) && (indices.isEverybodys(went[i]) || !seen.failsForAtLeast(TWICE, went[i]))) {
                return false;
            }
        }
        return true;
    }

    private static int first(List<ElasticsearchItem> items, Verdict verdict, Map<Integer, Reason> but) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).verdict() == verdict && !but.containsKey(i)) {
                return i;
            }
        }
        return -1;
    }
}
