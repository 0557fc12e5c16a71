package routes.accept;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import routes.accept.rule.KnownName;
import routes.accept.rule.Rejection;
import routes.event.Amount;
import routes.event.Family;
import routes.event.Lines;
import routes.event.json.RemovedCounts;

/**
 * What became of a request's events. In Simple {@code ${body.accepted}}, {@code ${body.rejections}}, {@code ${body.isAnyRejected}}.
 *
 * @param lines the accepted events in the request's order, stripped, as the journal appends them
 * @param rejections the others, in the request's order
 * @param removals how many fields were left out of the accepted ones, by family
 * @param audit what the accepted audit records say; empty where there are none
 * @param withoutPattern how many accepted events say that a pattern matched, and not which
 */
public record Acceptance(
        Lines lines,
        List<Rejection> rejections,
        Map<Family, RemovedCounts> removals,
        Optional<AuditTally> audit,
        int withoutPattern) {

    private static final int MOST_TOLD = 10;

    public int accepted() {
        return lines.count();
    }

    /** How many fields were left out of the accepted ones. */
    public int removedFields() {
        return removals.values().stream().mapToInt(RemovedCounts::total).sum();
    }

    /** What the producer should know of the accepted ones. */
    public List<Warning> warnings() {
        List<Warning> warnings = new ArrayList<>();
        for (KnownName name : removedFields() == 0 ? new KnownName[0] : KnownName.values()) {
            int times = removals.values().stream()
                    .mapToInt(counts -> counts.invalid(name.index()))
                    .sum();
            if (times > 0) {
                warnings.add(new Warning(Warning.INVALID_FIELD, name.text(), times));
            }
        }
        if (withoutPattern > 0) {
            warnings.add(new Warning(Warning.NO_PATTERN_ID, KnownName.PATTERN_ID.text(), withoutPattern));
        }
        return warnings;
    }

    /** Whether anything was appended; where nothing was, the answer is a refusal. */
    public boolean isAnyAccepted() {
        return lines.count() > 0;
    }

    /** As JSON it is what a producer is told over HTTP. */
    @JsonValue
    Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("accepted", accepted());
        told.put("rejected", rejections);
        told.put("removed_fields", removedFields());
        List<Warning> warnings = warnings();
        if (!warnings.isEmpty()) {
            told.put("warnings", warnings);
        }
        return told;
    }

    /** Whether a producer has to be told of an event that was not taken. */
    public boolean isAnyRejected() {
        return !rejections.isEmpty();
    }

    /** Says what was rejected and why, of many the first; in words of ours alone. */
    @Override
    public String toString() {
        String first = rejections.stream()
                .limit(MOST_TOLD)
                .map(Rejection::toString)
                .collect(Collectors.joining(", ", isAnyRejected() ? ": " : "", ""));
        return Amount.of(accepted(), "event") + " accepted, " + rejections.size() + " rejected" + first
                + (rejections.size() > MOST_TOLD ? ", ..." : "");
    }
}
