package routes.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import routes.event.json.Removal;

/**
 * What the accept stage counts: {@code siem_events_taken_total} by family, {@code siem_events_rejected_total} by code, {@code
 * siem_fields_removed_total} by reason, and what {@link AuditCounters} says of audit records. The tags are ours alone, never a word of an event.
 */
public final class AcceptCounters {

    private final MeterRegistry registry;
    private final Map<Family, Counter> taken = new EnumMap<>(Family.class);
    private final Map<Removal, Counter> removed = new EnumMap<>(Removal.class);
    private final AuditCounters audit;

    public AcceptCounters(MeterRegistry registry) {
        this.registry = registry;
        for (Family family : Family.values()) {
            taken.put(
                    family,
                    Counter.builder("siem.events.taken")
                            .description("Events accepted")
                            .tag("family", lower(family))
                            .register(registry));
        }
        for (Removal reason : Removal.values()) {
            removed.put(
                    reason,
                    Counter.builder("siem.fields.removed")
                            .description("Fields left out of accepted events")
                            .tag("reason", reason.tag())
                            .register(registry));
        }
        audit = new AuditCounters(registry);
    }

    /** Counts one request; of {@code kinds} the first {@code count}. */
    void count(byte[] kinds, int count, List<Rejection> rejections, Map<Removal, Integer> removals) {
        int[] byKind = new int[Kind.COUNT];
        for (int i = 0; i < count; i++) {
            byKind[kinds[i]]++;
        }
        for (byte kind = 0; kind < byKind.length; kind++) {
            if (byKind[kind] > 0) {
                taken.get(Kind.type(kind).family()).increment(byKind[kind]);
            }
        }
        removals.forEach((reason, times) -> removed.get(reason).increment(times));
        for (Rejection rejection : rejections) {
            Counter.builder("siem.events.rejected")
                    .description("Events not accepted")
                    .tag("code", rejection.code())
                    .register(registry)
                    .increment();
        }
    }

    void count(AuditTally records) {
        audit.count(records);
    }

    private static String lower(Family family) {
        return family.name().toLowerCase(Locale.ROOT);
    }
}
