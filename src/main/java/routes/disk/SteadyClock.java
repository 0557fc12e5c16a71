package routes.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The system's clock, held against time that passes. One that jumps by more than a day, while the router runs or since it last ran, is
 * in doubt: until it went on evenly for three days, or jumped back, nothing is deleted or skipped for its age. A jump while the
 * router runs is not followed meanwhile; one at the start cannot be told from a time away, so that one is.
 *
 * <p>{@code clock.txt} in the data folder holds the time that was last seen (RFC 3339), at most a minute old.
 */
public final class SteadyClock extends Clock {

    /** Less than this is a correction, or a machine that slept. */
    static final Duration TOLERATED = Duration.ofDays(1);

    /** Longer than a weekend, so that somebody sees the warning. */
    static final Duration CONFIRMED_AFTER = Duration.ofDays(3);

    private static final Logger LOG = LoggerFactory.getLogger(SteadyClock.class);
    private static final String RIGHT = "The clock is right again: it says {}.";
    private static final Duration REMEMBERED_EVERY = Duration.ofMinutes(1);

    private final Path file;
    private final InstantSource wall;
    private final LongSupplier nanos;
    /** What the clock said at {@link #start}, in nanoseconds that only ever go on. */
    private Instant believed;

    private long start;
    private Optional<Jump> jump = Optional.empty();
    private long rememberedAt;

    /**
     * @param to what the clock said after it
     * @param at nanoseconds
     * @param seen what it said before the start; empty for a jump since then, which is not followed
     */
    private record Jump(Instant to, long at, Optional<Instant> seen) {

        boolean isFollowed() {
            return seen.isPresent();
        }
    }

    /** @param file where the time is kept; a first start has no past that could be deleted, so it believes the clock */
    SteadyClock(Path file, InstantSource wall, LongSupplier nanos) {
        this.file = file;
        this.wall = wall;
        this.nanos = nanos;
        this.believed = wall.instant();
        this.start = nanos.getAsLong();
        this.rememberedAt = start - REMEMBERED_EVERY.toNanos();
        lastSeen().filter(seen -> isFar(seen, believed)).ifPresent(seen -> {
            LOG.warn("The clock says {}; when the router last ran it said {}. {}", believed, seen, consequence());
            jump = Optional.of(new Jump(believed, start, Optional.of(seen)));
        });
    }

    /** @param dataFolder need not be there yet */
    public static SteadyClock open(Path dataFolder) {
        return new SteadyClock(dataFolder.resolve("clock.txt"), InstantSource.system(), System::nanoTime);
    }

    private Optional<Instant> lastSeen() {
        try {
            return Optional.of(
                    Instant.parse(Files.readString(file, StandardCharsets.UTF_8).strip()));
        } catch (IOException | DateTimeParseException unknown) {
            return lastWritten();
        }
    }

    /** Of a data folder that has no such file yet: every version keeps its cursors. */
    private Optional<Instant> lastWritten() {
        try {
            return Optional.of(Files.getLastModifiedTime(file.resolveSibling("cursors.json"))
                    .toInstant());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized Instant instant() {
        Instant now = wall.instant();
        long passed = nanos.getAsLong() - start;
        Instant expected = believed.plusNanos(passed);
        if (isFar(now, expected)) {
            return jumped(now, expected);
        }
        if (jump.isPresent() && !jump.get().isFollowed()) {
            LOG.info(RIGHT, now);
            jump = Optional.empty();
        }
        settle(now);
        return now;
    }

    private Instant jumped(Instant now, Instant expected) {
        long at = nanos.getAsLong();
        boolean known = jump.filter(before ->
                        !before.isFollowed() && !isFar(now, before.to().plusNanos(at - before.at())))
                .isPresent();
        if (jump.flatMap(Jump::seen)
                .filter(seen -> !isFar(now, seen.plusNanos(at - start)))
                .isPresent()) {
            LOG.info(RIGHT, now);
            jump = Optional.empty();
            believed = now;
            start = at;
            return now;
        }
        if (!known) {
            LOG.warn("The clock jumped: it says {}, and {} was expected. {}", now, expected, consequence());
            jump = Optional.of(new Jump(now, at, Optional.empty()));
        }
        return settle(now) ? now : expected;
    }

    /** What went on evenly for long enough is believed. */
    private boolean settle(Instant now) {
        long at = nanos.getAsLong();
        long since = jump.map(Jump::at).orElse(start);
        if (at - since < CONFIRMED_AFTER.toNanos()) {
            return false;
        }
        jump.ifPresent(over -> LOG.warn(
                "The clock has gone on evenly for {} days since it jumped and is believed: it says {}. What is too old by it goes.",
                CONFIRMED_AFTER.toDays(),
                now));
        jump = Optional.empty();
        believed = now;
        start = at;
        return true;
    }

    /** Whether ages can be judged by this clock now; keeps the time on disk meanwhile. */
    public synchronized boolean isSure() {
        Instant now = instant();
        long at = nanos.getAsLong();
        if (at - rememberedAt >= REMEMBERED_EVERY.toNanos()) {
            rememberedAt = at;
            // what is in doubt is not made the past that the next start believes
            remember(jump.flatMap(Jump::seen)
                    .map(seen -> seen.plusNanos(at - start))
                    .orElse(now));
        }
        return jump.isEmpty();
    }

    private void remember(Instant now) {
        try {
            AtomicFile.replace(file, (now + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException noRoom) {
            LOG.debug("the time cannot be kept; a jump over the next start is measured from the one before", noRoom);
        }
    }

    private static boolean isFar(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(TOLERATED) > 0;
    }

    private static String consequence() {
        return "Nothing is deleted or skipped for its age until the clock has gone on evenly for "
                + CONFIRMED_AFTER.toDays() + " days. Check this machine's time.";
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
