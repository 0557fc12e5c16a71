package routes.deliver.again;

import java.util.Optional;
import routes.verdict.Reason;

/**
 * The last redrive of an integration.
 *
 * @param state running, waiting (for live events or for the destination), done, or stopped before its end; what it did not
 *     come to is a dead letter still
 * @param events how many were asked for
 * @param refused those refused again, which stay
 * @param reason why it waits or stopped
 */
public record RedriveStatus(String state, long events, long delivered, long refused, Optional<Reason> reason) {

    static final String WAITING = "waiting";

    boolean isWaiting() {
        return state.equals(WAITING);
    }

    RedriveStatus with(Optional<Reason> why) {
        return new RedriveStatus(state, events, delivered, refused, why);
    }
}
