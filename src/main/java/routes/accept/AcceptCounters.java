package routes.accept;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import routes.accept.rule.Rejection;
import routes.event.Family;
import routes.event.Kind;
import routes.event.Lines;
import routes.event.json.Removal;

/**
 * Counts the body, an {@link Acceptance} whose lines are on disk: {@code siem_events_taken_total} by family, {@code
 * siem_events_rejected_total} by code, {@code siem_fields_removed_total} by family and reason, and what {@link AuditCounters} says of audit records. The tags are ours alone, never a word of an event.
 */
public final class AcceptCounters implements Processor {

    private final MeterRegistry registry;
    private final Map<Family, Counter> taken = new EnumMap<>(Family.class);
    private final Map<Family, Map<Removal, Counter>> removed = new EnumMap<>(Family.class);
    private final Counter withoutPattern;
    private final AuditCounters audit;
    private final NobodyHome nobodyHome;

    /** @param nobodyHome looked at the events before they were appended */
    public AcceptCounters(MeterRegistry registry, NobodyHome nobodyHome) {
        this.registry = registry;
        this.nobodyHome = nobodyHome;
        for (Family family : Family.ACCEPTED) {
            taken.put(
                    family,
                    Counter.builder("siem.events.taken")
                            .description("Events accepted")
                            .tag("family", family.word())
                            .register(registry));
        }
        for (Family family : Family.ACCEPTED) {
            removed.put(family, removed(family));
        }
        withoutPattern = Counter.builder("siem.events.without.pattern")
                .description("DLP events that say that a pattern matched, and not which")
                .register(registry);
        audit = new AuditCounters(registry);
    }

    @Override
    public void process(Exchange exchange) {
        count(exchange.getMessage().getBody(Acceptance.class));
        nobodyHome.count(exchange);
    }

    void count(Acceptance acceptance) {
        taken(acceptance.lines());
        acceptance.removals().forEach((family, counts) -> removed.get(family)
                .forEach((reason, counter) -> counter.increment(counts.of(reason))));
        withoutPattern.increment(acceptance.withoutPattern());
        acceptance.audit().ifPresent(audit::count);
        rejected(acceptance.rejections());
    }

    private void rejected(List<Rejection> rejections) {
        Map<String, Integer> byCode = new HashMap<>();
        rejections.forEach(rejection -> byCode.merge(rejection.code(), 1, Integer::sum));
        byCode.forEach((code, times) -> Counter.builder("siem.events.rejected")
                .description("Events not accepted")
                .tag("code", code)
                .register(registry)
                .increment(times));
    }

    private void taken(Lines lines) {
        int[] byKind = new int[Kind.COUNT];
        for (int i = 0; i < lines.count(); i++) {
            byKind[lines.kinds()[i]]++;
        }
        for (int kind = 0; kind < byKind.length; kind++) {
            if (byKind[kind] > 0) {
                taken.get(Kind.type(kind).family()).increment(byKind[kind]);
            }
        }
    }

    private Map<Removal, Counter> removed(Family family) {
        Map<Removal, Counter> byReason = new EnumMap<>(Removal.class);
        for (Removal reason : Removal.values()) {
            byReason.put(
                    reason,
                    Counter.builder("siem.fields.removed")
                            .description("Fields left out of accepted events")
                            .tag("family", family.word())
                            .tag("reason", reason.tag())
                            .register(registry));
        }
        return byReason;
    }
}
