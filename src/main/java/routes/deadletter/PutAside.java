package routes.deadletter;

import java.time.Instant;
import java.util.Optional;

/**
 * What an integration did not deliver in its turn.
 *
 * @param bytes of dead letters on disk
 * @param oldestAt when the first of them was refused
 * @param expireAt when that one is dropped; empty where dead letters are kept for good
 * @param expired dead letters dropped for their age since the process began
 * @param redriven dead letters delivered later, since the integration was created
 * @param skipped events that max_backlog passed over since then
 * @param filtered selected events that its filter passed over since then
 */
public record PutAside(
        long bytes,
        Optional<Instant> oldestAt,
        Optional<Instant> expireAt,
        long expired,
        long redriven,
        long skipped,
        long filtered) {

    public static final PutAside NOTHING = new PutAside(0, Optional.empty(), Optional.empty(), 0, 0, 0, 0);

    public PutAside with(long passedOver) {
        return new PutAside(bytes, oldestAt, expireAt, expired, redriven, skipped, passedOver);
    }
}
