package routes.deliver.again;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import routes.deliver.Deliveries;
import routes.deliver.NotDeliveringException;
import routes.event.EventType;
import routes.event.Rfc3339;
import routes.event.Selection;
import routes.event.Severity;
import routes.journal.Journal;
import routes.journal.JournalRange;

/** Says what a replay would deliver, without delivering anything: for the dry run, and before {@link Replays#start}. */
public final class ReplayPlans {

    /** A few seconds' reading. */
    private static final int MOST_READ = 1_000_000;

    private final Journal journal;
    private final Deliveries deliveries;
    private final Clock clock;

    public ReplayPlans(Journal journal, Deliveries deliveries, Clock clock) {
        this.journal = journal;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /**
     * What a replay would be, or is about to be.
     *
     * @param types empty: those that the integration selects; with some, of whatever severity
     * @param until ends at what was accepted by now at the latest
     * @throws NotDeliveringException where the integration was stopped meanwhile
     */
    public Replay plan(String integration, Instant since, Instant until, List<EventType> types)
            throws IOException, NotDeliveringException {
        Instant end = until.isBefore(clock.instant()) ? until : clock.instant();
        return plan(integration, journal.range(since, end), since.toString(), end.toString(), types);
    }

    public Replay plan(String integration, Skipped skipped, List<EventType> types)
            throws IOException, NotDeliveringException {
        JournalRange range = journal.range(skipped.from(), skipped.to());
        return plan(integration, range, skipped.since(), skipped.until(), types);
    }

    private Replay plan(String integration, JournalRange range, String since, String until, List<EventType> types)
            throws NotDeliveringException {
        Selection selection =
                types.isEmpty() ? deliveries.delivering(integration).selection() : Selection.of(types, Severity.LOW);
        return new Replay(
                UUID.randomUUID().toString(),
                Replay.RUNNING,
                since,
                until,
                types.stream().map(EventType::wireName).toList(),
                selection,
                range.from(),
                range.to(),
                range.events(selection),
                range.bytes(selection),
                0,
                0,
                clock.instant().toString(),
                "");
    }

    /**
     * How many of a plan's events happened before this time. What was accepted before it did; of what was accepted since, the
     * oldest {@value #MOST_READ} are read, because producers are rarely late by more than that.
     */
    public long before(Replay plan, Instant time) throws IOException {
        long since = Math.max(plan.from(), Math.min(plan.to(), journal.since(time)));
        long[] late = new long[1];
        int[] read = new int[1];
        journal.read(since, plan.to(), plan.selection(), event -> {
            long occurredAt = event.occurredAtMillis();
            late[0] += occurredAt != Rfc3339.INVALID && occurredAt < time.toEpochMilli() ? 1 : 0;
            return ++read[0] < MOST_READ;
        });
        return journal.range(plan.from(), since).events(plan.selection()) + late[0];
    }
}
