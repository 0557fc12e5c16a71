package routes.journal.camel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import routes.event.Batch;
import routes.event.Event;

/**
 * What a route left on the exchange that a batch went through it by, see {@link JournalConsumer}.
 *
 * @param settled the batch's events that are settled
 * @param remaining the others
 * @param confirmation what has to complete before the settled ones count; null where they count already
 * @param failed whether nothing more is offered for a while
 * @param retryAt until when, where the route says so
 */
record Answer(
        List<Event> settled,
        Optional<Batch> remaining,
        CompletableFuture<?> confirmation,
        boolean failed,
        Optional<Instant> retryAt) {

    static Answer of(Exchange exchange, Batch batch) {
        Instant retryAt = exchange.getProperty(JournalEndpoint.RETRY_AT, Instant.class);
        boolean failed = exchange.getException() != null || exchange.isRollbackOnly() || retryAt != null;
        Optional<Batch> remaining = Optional.ofNullable(exchange.getProperty(JournalEndpoint.REMAINING, Batch.class));
        if (failed && remaining.isEmpty()) {
            remaining = Optional.of(batch);
        }
        return new Answer(
                remaining.map(left -> without(batch, left)).orElse(batch.events()),
                remaining,
                exchange.getProperty(JournalEndpoint.CONFIRMATION, CompletableFuture.class),
                failed,
                Optional.ofNullable(retryAt));
    }

    private static List<Event> without(Batch batch, Batch remaining) {
        Set<Long> left = new HashSet<>();
        remaining.forEach(event -> left.add(event.position()));
        List<Event> settled = new ArrayList<>(batch.events());
        settled.removeIf(event -> left.contains(event.position()));
        return settled;
    }
}
