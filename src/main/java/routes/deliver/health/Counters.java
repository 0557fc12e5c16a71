package routes.deliver.health;

import java.util.function.ObjLongConsumer;
import java.util.function.ToLongFunction;

/**
 * An integration's counters since it was created. They are kept beside its cursor, so that they survive a restart.
 *
 * @param adder adds to the counter of a name
 * @param reader reads the counter of a name
 */
public record Counters(ObjLongConsumer<String> adder, ToLongFunction<String> reader) {

    /** Events that the destination has. */
    public static final String DELIVERED = "delivered";
    /** Events that went to a destination that never says what it has. */
    public static final String SENT = "sent";
    /** Requests sent. */
    public static final String ATTEMPTS = "attempts";
    /** Dead letters that the destination has by now. */
    public static final String REDRIVEN = "redriven";
    /** Events that became dead letters. */
    public static final String REFUSED = "refused";
    /** Events that {@code max_backlog} passed over. */
    public static final String SKIPPED = "skipped";
    /** Requests that did not deliver all they carried. */
    public static final String FAILURES = "failures";

    public void add(String counter, long more) {
        adder.accept(counter, more);
    }

    public long value(String counter) {
        return reader.applyAsLong(counter);
    }
}
