package routes.accept;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import routes.accept.rule.Rejection;
import routes.event.Family;
import routes.event.Lines;
import routes.event.json.RemovedCounts;

/**
 * What became of a request's events.
 *
 * @param lines the accepted events in the request's order, stripped, as the journal appends them
 * @param rejections the others, in the request's order
 * @param removals how many fields were left out of the accepted ones, by family
 * @param audit what the accepted audit records say; empty where there are none
 */
public record Acceptance(
        Lines lines, List<Rejection> rejections, Map<Family, RemovedCounts> removals, Optional<AuditTally> audit) {

    public int accepted() {
        return lines.count();
    }

    /** How many fields were left out of the accepted ones. */
    public int removedFields() {
        return removals.values().stream().mapToInt(RemovedCounts::total).sum();
    }

    /** Whether anything was appended; where nothing was, the answer is a refusal. */
    public boolean isAnyAccepted() {
        return lines.count() > 0;
    }
}
