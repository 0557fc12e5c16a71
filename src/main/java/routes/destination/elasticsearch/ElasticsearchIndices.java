package routes.destination.elasticsearch;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import routes.event.Event;
import routes.value.Value;

/**
 * Which index an event goes to: the data stream, the index of its day, or, where the day lies too far off, the one index of all
 * other days. Each index costs the cluster shards, of which it has a limit for all, so no producer's clock may ask for any number.
 */
public final class ElasticsearchIndices {

    /** Stands for the data stream, where others have the day. */
    static final long STREAM = Long.MAX_VALUE;
    /** Stands for all days that have no index of their own. */
    static final long OTHER_DAYS = Long.MIN_VALUE;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu.MM.dd");
    private static final long DAY_MILLIS = 24 * 60 * 60 * 1000;

    private final Clock clock;
    private String prefix = "mcp-audit";
    private boolean dataStream;
    private int days = 730;

    public ElasticsearchIndices() {
        this(Clock.systemUTC());
    }

    ElasticsearchIndices(Clock clock) {
        this.clock = clock;
    }

    /** What the daily indices' names begin with, or the data stream's name; {@code mcp-audit} unless set. */
    public void setIndex(Value index) {
        prefix = index.text();
    }

    /** Whether {@link #setIndex} is the name of a data stream; false unless set. */
    public void setDataStream(boolean dataStream) {
        this.dataStream = dataStream;
    }

    /** How many days before today have an index of their own; 730 unless set. */
    public void setDays(int days) {
        this.days = days;
    }

    /** A day since 1970, or one of the two above. The clock of a producer may run ahead, but not by more than a day. */
    long of(long day) {
        if (dataStream) {
            return STREAM;
        }
        long today = today();
        return day < today - days || day > today + 1 ? OTHER_DAYS : day;
    }

    long of(Event event) {
        return of(day(event.occurredAtMillis()));
    }

    String name(long index) {
        if (index == STREAM) {
            return prefix;
        }
        return prefix + '-' + (index == OTHER_DAYS ? "other-days" : DAY.format(LocalDate.ofEpochDay(index)));
    }

    /** Whether nearly all events go there: what is wrong with it is wrong with the destination. */
    boolean isEverybodys(long index) {
        return index >= today();
    }

    String prefix() {
        return prefix;
    }

    boolean isDataStream() {
        return dataStream;
    }

    /** Of all there may be. */
    String pattern() {
        return dataStream ? prefix : prefix + "-*";
    }

    Clock clock() {
        return clock;
    }

    static long day(long millis) {
        return Math.floorDiv(millis, DAY_MILLIS);
    }

    private long today() {
        return day(clock.millis());
    }
}
