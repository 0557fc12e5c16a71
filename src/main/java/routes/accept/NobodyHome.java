package routes.accept;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.event.Event;
import routes.event.EventType;
import routes.event.Family;
import routes.event.Kind;
import routes.event.Lines;
import routes.event.filter.Takers;

/**
 * Accepted events that no integration gets: {@code siem_events_unselected_total} by type, a warning while the last is not a day old, and
 * a line in the log for each kind at first and then once a day. One that is paused counts as somebody, and so does one that cannot be started.
 *
 * <p>Looks at the body, an {@link Acceptance}, before it is appended, on the threads of the requests and not on the one that answers
 * them; {@link #count} follows when its lines are on disk. An event is opened only where all that select its kind have a filter.
 */
public final class NobodyHome implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(NobodyHome.class);
    /** The kinds of a request's events that nobody takes, one each; absent where somebody takes all. */
    private static final String FOUND = "siemNobodyHome";

    private static final Duration DAY = Duration.ofDays(1);

    private static final String REMEDY =
            "Such events stay in the journal alone. If a SIEM is to have them, let an integration select them (event_types, min_severity,"
                    + " filter), and replay.";

    private final Supplier<Takers> takers;
    private final Clock clock;
    private final Map<EventType, Counter> counters = new HashMap<>();
    /** By kind, in milliseconds since 1970; 0 for never. */
    private final AtomicLongArray lastSeen = new AtomicLongArray(Kind.COUNT);

    private final AtomicLongArray lastTold = new AtomicLongArray(Kind.COUNT);

    /** @param takers asked for each request, so it must be quick */
    public NobodyHome(Supplier<Takers> takers, Clock clock, MeterRegistry registry) {
        this.takers = takers;
        this.clock = clock;
        for (Family family : Family.ACCEPTED) {
            for (EventType type : EventType.of(family)) {
                counters.put(
                        type,
                        Counter.builder("siem.events.unselected")
                                .description("Accepted events that no integration gets")
                                .tag("event_type", type.wireName())
                                .register(registry));
            }
        }
    }

    @Override
    public void process(Exchange exchange) {
        short[] found = in(exchange.getMessage().getBody(Acceptance.class).lines(), takers.get());
        if (found.length > 0) {
            exchange.setProperty(FOUND, found);
        }
    }

    private static short[] in(Lines lines, Takers takers) {
        short[] found = {};
        int count = 0;
        for (int line = 0; line < lines.count(); line++) {
            short kind = lines.kinds()[line];
            if (!takers.takeAll(kind) && !takers.take(event(lines, line))) {
                found = found.length == 0 ? new short[lines.count() - line] : found;
                found[count++] = kind;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static Event event(Lines lines, int line) {
        int from = line == 0 ? 0 : lines.ends()[line - 1];
        return new Event(lines.bytes(), from, lines.ends()[line] - 1, lines.kinds()[line], 0);
    }

    /** What was found in the exchange's events, now that they are on disk. */
    public void count(Exchange exchange) {
        short[] found = exchange.getProperty(FOUND, short[].class);
        if (found == null) {
            return;
        }
        long now = clock.millis();
        for (short kind : found) {
            counters.get(Kind.type(kind)).increment();
            lastSeen.set(kind, now);
            long told = lastTold.get(kind);
            if (now - told >= DAY.toMillis() && lastTold.compareAndSet(kind, told, now)) {
                LOG.warn("No integration gets {}. {}", words(kind, takers.get()), REMEDY);
            }
        }
    }

    /** For people; empty where in the last day each event had somebody, or has by now. */
    public Optional<String> warning() {
        Takers now = takers.get();
        long since = clock.millis() - DAY.toMillis();
        List<String> kinds = IntStream.range(0, Kind.COUNT)
                .filter(kind -> lastSeen.get(kind) > Math.max(0, since) && !now.takeAll(kind))
                .mapToObj(kind -> words(kind, now))
                .toList();
        return kinds.isEmpty()
                ? Optional.empty()
                : Optional.of("Events came in the last day that no integration gets: " + String.join("; ", kinds) + ". "
                        + REMEDY);
    }

    private static String words(int kind, Takers takers) {
        return Kind.type(kind).wireName() + " of severity "
                + Kind.severity(kind).name().toLowerCase(Locale.ROOT)
                + (takers.areFiltered(kind) ? " that every filter passes over" : "");
    }
}
