package routes.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.event.Selection;
import routes.journal.segment.Disk;
import routes.journal.segment.FreeSpace;
import routes.journal.segment.Segment;
import routes.journal.segment.Segments;

/**
 * How long the disk lasts, should events come as they did in the last 24 hours and nothing that waits be delivered: what is free above
 * the reserve, and what retention may delete, over what came in. Then producers are answered 503. Looked at every minute.
 */
final class DiskLeft {

    private static final Logger LOG = LoggerFactory.getLogger(DiskLeft.class);
    private static final Duration DAY = Duration.ofDays(1);
    /** Of a younger journal what came in is taken to be an hour's: a burst is no rate. */
    private static final Duration LEAST = Duration.ofHours(1);
    /** The log tells each of these once, and anew after there was room for two days. */
    private static final List<Duration> TOLD_AT = List.of(DAY, Duration.ofHours(6), LEAST);

    private final Segments segments;
    private final Subscriptions subscriptions;
    private final Positions positions;
    private final FreeSpace freeSpace;
    private final long reserve;
    private final Disk disk;
    private volatile double seconds = Double.POSITIVE_INFINITY;
    private volatile String warning = "";
    private long told;

    /** @param reserve bytes of the disk that stay free */
    DiskLeft(
            Segments segments,
            Subscriptions subscriptions,
            Positions positions,
            FreeSpace freeSpace,
            long reserve,
            Disk disk) {
        this.segments = segments;
        this.subscriptions = subscriptions;
        this.positions = positions;
        this.freeSpace = freeSpace;
        this.reserve = reserve;
        this.disk = disk;
    }

    /** Infinite where nothing came in, or before the first look. */
    double seconds() {
        return seconds;
    }

    /** Empty where it lasts for a day or more. */
    Optional<String> warning() {
        return Optional.of(warning).filter(text -> !text.isEmpty());
    }

    /** Not while the clock is in doubt: nobody knows then what a day is. */
    void look() throws IOException {
        if (!disk.sureOfAges().getAsBoolean()) {
            return;
        }
        freeSpace.forget();
        double rate = bytesPerSecond();
        double left = rate == 0 ? Double.POSITIVE_INFINITY : Math.max(0, room()) / rate;
        seconds = left;
        warning = left < DAY.toSeconds() ? sentence(left) : "";
        long below = TOLD_AT.stream().filter(step -> left < step.toSeconds()).count();
        if (below > told) {
            LOG.warn(warning);
        }
        told = left > 2 * DAY.toSeconds() ? 0 : Math.max(told, below);
    }

    private long room() throws IOException {
        long needed = subscriptions.needed();
        long deletable = segments.all().stream()
                .filter(segment -> segment.isSealed() && segment.end() <= needed)
                .mapToLong(segment -> segment.end() - segment.base())
                .sum();
        return freeSpace.bytes() - reserve + deletable;
    }

    private double bytesPerSecond() throws IOException {
        long now = disk.clock().millis();
        long from = positions.firstSince(now - DAY.toMillis());
        long millis = from > segments.start()
                ? DAY.toMillis()
                : positions
                        .firstHeld(from, Selection.ALL)
                        .map(first -> Math.max(LEAST.toMillis(), now - first.toEpochMilli()))
                        .orElse(DAY.toMillis());
        return (segments.end() - from) * 1000.0 / millis;
    }

    private String sentence(double left) {
        long minutes = (long) left / 60;
        String room = "At the last day's rate of events the journal's disk has room for " + minutes / 60 + " h "
                + minutes % 60 + " min more; then producers are answered 503.";
        return subscriptions
                .last()
                .filter(behind -> behind.getValue() < newest())
                .map(
                        behind -> room + " Integration " + behind.getKey() + " holds "
                                + (segments.end() - behind.getValue())
                                + " bytes that it has not delivered: mend or delete it, give it a max_backlog of bytes, or make room.")
                .orElse(room + " Make room, or keep fewer days.");
    }

    /** Where the segment begins that is written to: only what stands before it could be deleted. */
    private long newest() {
        return segments.newest().map(Segment::base).orElse(0L);
    }
}
