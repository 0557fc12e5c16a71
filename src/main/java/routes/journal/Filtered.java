package routes.journal;

import java.util.function.ObjLongConsumer;
import java.util.function.ToLongFunction;
import routes.event.Selection;
import routes.event.filter.Filter;
import routes.journal.segment.BatchBuilder;

/** The filter of a subscription, and how many events it passed over, each counted once however often it is read. */
public final class Filtered {

    /** The counter of selected events that the filter passed over. */
    public static final String COUNTER = "filtered";
    /** Up to where they are counted; kept with the cursor like the other. */
    private static final String COUNTED_TO = "filtered_to";

    private final ObjLongConsumer<String> adder;
    private final ToLongFunction<String> reader;
    private volatile Filter filter = Filter.NONE;

    Filtered(ObjLongConsumer<String> adder, ToLongFunction<String> reader) {
        this.adder = adder;
        this.reader = reader;
    }

    /** From now on; for events that were read and not settled once they are read again. */
    public void by(Filter wanted) {
        filter = wanted;
    }

    BatchBuilder batch(Selection selection, int maxEvents, long maxBytes) {
        return new BatchBuilder(selection, filter, maxEvents, maxBytes, reader.applyAsLong(COUNTED_TO));
    }

    void count(BatchBuilder batch) {
        long passedOver = batch.filtered();
        if (passedOver > 0) {
            adder.accept(COUNTER, passedOver);
            adder.accept(COUNTED_TO, batch.uncountedFrom() - reader.applyAsLong(COUNTED_TO));
        }
    }
}
