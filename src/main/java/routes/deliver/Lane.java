package routes.deliver;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import routes.event.Batch;
import routes.verdict.Refusal;

/**
 * One way to a destination: an integration's own, for live events, or one beside it, for those that come again.
 *
 * @param attempts of the events that failed and are not settled
 * @param lost whether events sent already have to be sent again first
 * @param waits whether live events go first now
 * @param store takes what was refused for good
 * @param rate of all lanes of the integration
 */
public record Lane(
        DeliverySettings settings,
        DeliveryState state,
        DeliveryMonitor monitor,
        EventAttempts attempts,
        BooleanSupplier lost,
        BooleanSupplier waits,
        RefusalStore store,
        EventRate rate) {

    /** The name of the lane that dead letters come again by. */
    public static final String REDRIVE = "redrive";

    /** Has refusals on disk when it returns. */
    @FunctionalInterface
    public interface RefusalStore {
        void store(List<Refusal> refusals) throws IOException;
    }

    Delivery open(Batch batch) {
        return new Delivery(this, batch);
    }

    /** Whether what it may yet refuse has to find room; what is redriven has its room already. */
    boolean needsRoom() {
        return !settings.id().equals(DeliverySettings.laneId(settings.integration(), REDRIVE));
    }

    Lane with(DeliverySettings changed) {
        return new Lane(changed, state, monitor, attempts, lost, waits, store, rate);
    }
}
