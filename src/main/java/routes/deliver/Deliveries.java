package routes.deliver;

import org.apache.camel.CamelContext;

/** Starts, changes and stops the delivery of each integration: one instance of the route template {@code deliver}. */
@SuppressWarnings("DoNotCallSuggester")
public final class Deliveries {

    private final CamelContext context;

    public Deliveries(CamelContext context) {
        this.context = context;
    }

    /** Starts delivering, or goes on with changed settings from the same cursor; a parked integration tries at once. */
    public void start(DeliverySettings settings) throws Exception {
        throw new UnsupportedOperationException(context.getName() + settings.id());
    }

    /** Stops delivering; the cursor stays where it is and holds its part of the journal. */
    public void pause(String id) throws Exception {
        throw new UnsupportedOperationException(id);
    }

    /** Tries a parked integration now. */
    public void retryNow(String id) {
        throw new UnsupportedOperationException(id);
    }

    /** Stops delivering and forgets cursor, counters and dead letters. */
    public void remove(String id) throws Exception {
        throw new UnsupportedOperationException(id);
    }

    /** Known for every integration that was started or paused. */
    public DeliveryStatus status(String id) {
        throw new UnsupportedOperationException(id);
    }
}
