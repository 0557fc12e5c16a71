package routes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still until it is moved. */
public final class MovedClock extends Clock {

    public static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private Instant now;

    public MovedClock() {
        this(START);
    }

    public MovedClock(Instant start) {
        now = start;
    }

    /** Sets it, forward or back. */
    public void set(Instant instant) {
        now = instant;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
