package routes.deliver.again;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.deliver.Deliveries;
import routes.deliver.DeliverySettings;
import routes.deliver.Lane;
import routes.deliver.MaxBacklog;
import routes.deliver.health.Counters;
import routes.disk.SteadyClock;
import routes.event.Amount;
import routes.event.EventType;
import routes.event.Selection;
import routes.event.Severity;
import routes.journal.Journal;
import routes.journal.JournalRange;
import routes.journal.Subscription;

/**
 * Keeps an integration's backlog within its {@code max_backlog}, where it has one: the oldest events are passed over. What was
 * passed over is on disk, for a replay, before the cursor moves; nothing else takes an event away.
 */
public final class Backlogs {

    private static final Logger LOG = LoggerFactory.getLogger(Backlogs.class);

    private static final Duration BURST = Duration.ofMinutes(1);

    private final Journal journal;
    private final Deliveries deliveries;
    private final ReplayFile file;
    private final SteadyClock clock;

    public Backlogs(Journal journal, Deliveries deliveries, ReplayFile file, SteadyClock clock) {
        this.journal = journal;
        this.deliveries = deliveries;
        this.file = file;
        this.clock = clock;
    }

    /** Whether something was skipped; asked before a request. */
    public boolean skip(Lane lane) {
        try {
            return skipWhatIsTooMuch(lane);
        } catch (IOException | UncheckedIOException failure) {
            // a backlog that stays long is no reason to deliver nothing
            LOG.warn(
                    "integration {}: max_backlog could not be kept ({}); it is tried again",
                    lane.settings().id(),
                    failure.getClass().getName());
            return false;
        }
    }

    private boolean skipWhatIsTooMuch(Lane lane) throws IOException {
        DeliverySettings settings = lane.settings();
        if (settings.maxBacklog().equals(MaxBacklog.NONE) || !isStuck(lane)) {
            return false;
        }
        Subscription subscription = deliveries.subscription(settings.id());
        synchronized (subscription) {
            return skipWhatIsTooMuch(lane, settings, subscription);
        }
    }

    /** By one of the requests that may go at once: the others find the cursor moved. */
    private boolean skipWhatIsTooMuch(Lane lane, DeliverySettings settings, Subscription subscription)
            throws IOException {
        long from = subscription.position();
        long to = Math.max(tooMany(settings, subscription, from), Math.max(tooLarge(settings, from), tooOld(settings)));
        if (to <= from) {
            return false;
        }
        long events = journal.range(from, to).events(settings.selection());
        if (events > 0) {
            note(settings, from, to);
            subscription.count(Counters.SKIPPED, events);
            lane.monitor().skipped(events);
            LOG.warn(
                    "integration {}: skipped {} beyond max_backlog, which can be replayed",
                    settings.id(),
                    Amount.of(events, "event"));
        }
        subscription.skipTo(to);
        return true;
    }

    /** A burst that a healthy destination is taking is no backlog. */
    private boolean isStuck(Lane lane) {
        return lane.state().isTroubled() || deliveries.isBehind(lane.settings().id(), BURST);
    }

    private long tooMany(DeliverySettings settings, Subscription subscription, long from) throws IOException {
        long most = settings.maxBacklog().events();
        long pending = subscription.pending(settings.selection());
        return most == 0 || pending <= most ? from : journal.after(from, settings.selection(), pending - most);
    }

    private long tooLarge(DeliverySettings settings, long from) throws IOException {
        long most = settings.maxBacklog().bytes();
        long end = journal.end();
        return most == 0 || end - from <= most ? from : journal.lineEnd(from, end - most);
    }

    private long tooOld(DeliverySettings settings) throws IOException {
        return settings.maxBacklog().age().isZero() || !clock.isSure()
                ? 0
                : journal.since(clock.instant().minus(settings.maxBacklog().age()));
    }

    /** Goes on with the last stretch where this one begins in it, or right behind it. */
    private void note(DeliverySettings settings, long from, long to) throws IOException {
        List<Skipped> before = file.of(settings.id()).skipped();
        Skipped last = before.isEmpty() ? null : before.get(before.size() - 1);
        boolean goesOn = last != null && last.from() <= from && from <= last.to();
        long added = goesOn ? last.to() : from;
        JournalRange range = journal.range(added, Math.max(added, to));
        Map<String, Long> byType = new TreeMap<>(goesOn ? last.byType() : Map.of());
        for (EventType type : EventType.all()) {
            long events = range.events(settings.selection().and(Selection.of(List.of(type), Severity.LOW)));
            if (events > 0) {
                byType.merge(type.wireName(), events, Long::sum);
            }
        }
        String now = clock.instant().toString();
        file.put(
                settings.id(),
                new Skipped(
                        goesOn ? last.id() : "skipped-" + from,
                        goesOn ? last.from() : from,
                        Math.max(added, to),
                        goesOn
                                ? last.since()
                                : range.first().map(Instant::toString).orElse(now),
                        range.last().map(Instant::toString).orElse(now),
                        byType.values().stream().mapToLong(Long::longValue).sum(),
                        byType));
    }
}
