package routes.accept;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * {@code siem_audit_events_total} and {@code siem_audit_categories_total}. All series are there from the start, at 0: a counter
 * that begins at 1 shows no increase, and an alert on the very first event would miss it.
 */
final class AuditCounters {

    private final Counter[] decided;
    private final Counter[] categorized;

    AuditCounters(MeterRegistry registry) {
        AuditTally shape = new AuditTally();
        decided = new Counter[shape.decided().length];
        categorized = new Counter[shape.categorized().length];
        for (int action = 0; action < AuditTally.ACTIONS.size(); action++) {
            for (int decision = 0; decision < AuditTally.DECISIONS.size(); decision++) {
                decided[AuditTally.decided(action, decision)] = decided(registry, action, decision);
            }
            for (int category = 0; category < AuditTally.CATEGORIES.size(); category++) {
                for (int routed = 0; routed < AuditTally.ROUTED.size(); routed++) {
                    categorized[AuditTally.categorized(action, category, routed)] =
                            categorized(registry, action, category, routed);
                }
            }
        }
    }

    private static Counter decided(MeterRegistry registry, int action, int decision) {
        return Counter.builder("siem.audit.events")
                .description("Accepted audit records by what was decided")
                .tags("action", AuditTally.ACTIONS.get(action), "decision", AuditTally.DECISIONS.get(decision))
                .register(registry);
    }

    private static Counter categorized(MeterRegistry registry, int action, int category, int routed) {
        return Counter.builder("siem.audit.categories")
                .description("Accepted audit records by category and where they were routed, once for each category")
                .tags("action", AuditTally.ACTIONS.get(action))
                .tags("category", AuditTally.CATEGORIES.get(category), "routed", AuditTally.ROUTED.get(routed))
                .register(registry);
    }

    void count(AuditTally tally) {
        add(decided, tally.decided());
        add(categorized, tally.categorized());
    }

    private static void add(Counter[] counters, int[] counts) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                counters[i].increment(counts[i]);
            }
        }
    }
}
