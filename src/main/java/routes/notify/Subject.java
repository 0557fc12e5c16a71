package routes.notify;

import java.time.Instant;
import java.util.Optional;
import routes.deliver.health.Health;
import routes.verdict.Reason;

/**
 * An integration as it is seen at one moment.
 *
 * @param paused whether somebody stopped it, and knows
 * @param reason of its health, or a warning while it is healthy
 * @param since when health or reason last changed
 * @param pendingEvents how many wait for it
 */
public record Subject(
        String id,
        String name,
        String type,
        boolean paused,
        Health health,
        Optional<Reason> reason,
        Instant since,
        long pendingEvents) {

    boolean isParked() {
        return health == Health.FAILING || health == Health.ACTION_REQUIRED;
    }
}
