package routes.deliver;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import routes.event.Batch;
import routes.event.Event;
import routes.journal.Confirmations;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Refusal;
import routes.verdict.Verdict;

/**
 * A batch on its way: what is left of it, and how much of that the next request carries. A request that was refused as a
 * whole is halved until the event at fault stands alone, and so is one whose connection is lost again and again, for who finds a request
 * too large may end the connection without a word; after each request that was settled the next one may be twice as large again. Events leave from the front, so order is kept.
 */
final class Delivery {

    /** The exchange property that holds it. */
    static final String PROPERTY = "SiemDelivery";

    private static final String CONNECTION_LOST = "connection_lost";

    private final DeliverySettings settings;
    private final DeliveryState state;
    private final DeliveryMonitor monitor;
    private final EventAttempts attempts;
    private final EventRate rate;
    private List<Event> left;
    private int next;
    private int failures;
    private DeliveryException reply;
    private boolean givenUp;
    private CompletableFuture<?> confirmation;
    private final long begunNanos = System.nanoTime();
    private long requestedNanos = begunNanos;
    /** Whether events before this batch, sent already, have to be sent again first. */
    private final BooleanSupplier lost;

    Delivery(Lane lane, Batch batch) {
        this.settings = lane.settings();
        this.state = lane.state();
        this.monitor = lane.monitor();
        this.attempts = lane.attempts();
        this.rate = lane.rate();
        this.lost = lane.lost();
        this.left = batch.events();
        this.next = atMost(left.size());
    }

    private int atMost(int events) {
        return Math.min(events, EventRate.mostInARequest(settings.pace().maxEventsPerSecond()));
    }

    static Delivery of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Delivery.class);
    }

    DeliverySettings settings() {
        return settings;
    }

    DeliveryState state() {
        return state;
    }

    DeliveryMonitor monitor() {
        return monitor;
    }

    /** When it was opened, a {@link System#nanoTime}. */
    long begunNanos() {
        return begunNanos;
    }

    /** How long the next request waits for its turn, in nanoseconds; 0 where it may go now. */
    long nanosToWait() {
        return rate.take(next, settings.pace().maxEventsPerSecond());
    }

    /** Notes that the next request begins, or begins again. */
    void requested() {
        requestedNanos = System.nanoTime();
    }

    /** Whether another request was refused since the last one began. */
    boolean isOvertaken() {
        return state.isOvertaken(requestedNanos);
    }

    /** How long the last request took. */
    long requestNanos() {
        return System.nanoTime() - requestedNanos;
    }

    /** What the next request carries. */
    Batch part() {
        return new Batch(left.subList(0, next));
    }

    /** What is not settled yet; empty when all is. */
    Optional<Batch> remaining() {
        return left.isEmpty() ? Optional.empty() : Optional.of(new Batch(left));
    }

    /** Notes that the request failed and nothing of it is settled; the policy may repeat it. */
    void failedAgain() {
        failures++;
        attempts.add(left.subList(0, next));
    }

    /** Which repetition of the request comes next, from 1. */
    int repetition() {
        return failures;
    }

    /** Notes that the request failed for something that waiting may mend, and is left for later. */
    void parked() {
        attempts.add(left.subList(0, next));
    }

    /** Whether the request was repeated as often as the integration wants. */
    boolean isUsedUp() {
        return failures > settings.redeliveries();
    }

    /** Whether a smaller request may pass where this failure meets one that is repeated: it says nothing, and not for the first time. */
    boolean isCutShort(DeliveryException said) {
        return said.rest() == Verdict.AGAIN
                && said.reason().code().equals(CONNECTION_LOST)
                && !said.settledSome()
                && next > 1
                && failures >= Math.min(1, settings.redeliveries());
    }

    /** Notes what the last request's reply meant, which may be that all of it was delivered. */
    void replied(DeliveryException said) {
        reply = said.rest() == Verdict.DELIVERED ? null : said;
    }

    /** What the last reply said; empty where the request was delivered as a whole. */
    Optional<DeliveryException> reply() {
        return Optional.ofNullable(reply);
    }

    /** Whether the last request's redeliveries are used up, so that its events become dead letters. */
    boolean isGivenUp() {
        return givenUp;
    }

    /** The events that the last reply refused for good; they have to be dead letters before {@link #settle}. */
    List<Refusal> refused() {
        List<Refusal> refused = new ArrayList<>();
        if (reply == null) {
            return refused;
        }
        for (int i = 0; i < next; i++) {
            Event event = left.get(i);
            reply.refusal(i).ifPresent(reason -> refused.add(refusal(event, reason)));
        }
        if (refused.isEmpty() && next == 1 && reply.rest() == Verdict.REFUSED) {
            refused.add(refusal(left.get(0), reply.reason()));
        }
        return refused;
    }

    /** The last request of one that is given up was counted when it failed; what a sink leaves out by itself goes into no request. */
    private Refusal refusal(Event event, Reason reason) {
        return new Refusal(event, reason, attempts.of(event) + (givenUp || reply.isLeftOut() ? 0 : 1));
    }

    /** Whether events sent before have to be sent again first. */
    boolean isLost() {
        return lost.getAsBoolean() || (confirmation != null && confirmation.isCompletedExceptionally());
    }

    /** What has to complete before all that was settled counts; null where it counts already. */
    CompletableFuture<?> confirmation() {
        return confirmation;
    }

    /**
     * Takes what the last reply settled off what is left, and decides how much the next request carries.
     *
     * @param later what has to complete before the request counts as delivered; null where it counts already
     */
    void settle(CompletableFuture<?> later) {
        if (reply == null && later != null) {
            written(next, later);
            drop(next);
        } else if (reply == null) {
            state.delivered(next, requestedNanos);
            drop(next);
        } else if (!reply.settledSome() && next > 1) {
            state.failed();
            attempts.add(left.subList(0, next));
            next = (next + 1) / 2;
        } else {
            settlePartly(later);
        }
        reply = null;
        failures = 0;
        givenUp = false;
    }

    /** Whether this reply only refuses, as all before it did for long: the destination is at fault, not the events. */
    boolean refusesEverything(DeliveryException said) {
        int refusals = said.refusals() > 0 ? said.refusals() : next == 1 && said.rest() == Verdict.REFUSED ? 1 : 0;
        return refusals > 0
                && !said.deliveredSome()
                && said.isOpen()
                && state.isRefusingEverything(said.reason(), refusals);
    }

    private void written(int events, CompletableFuture<?> later) {
        state.written(events, later, monitor);
        confirmation = confirmation == null || confirmation == later
                ? later
                : Confirmations.allOf(List.of(confirmation, later));
    }

    private void settlePartly(CompletableFuture<?> later) {
        int refused = refused().size();
        List<Event> kept = new ArrayList<>();
        List<Event> done = new ArrayList<>();
        for (int i = 0; i < next; i++) {
            boolean settled = reply.isDelivered(i) || reply.refusal(i).isPresent() || (next == 1 && refused == 1);
            (settled ? done : kept).add(left.get(i));
        }
        if (givenUp) {
            state.gaveUp(reply.reason());
        } else if (reply.isLeftOut() && later != null) {
            written(next - refused, later);
        } else if (reply.isLeftOut()) {
            state.leftSomeOut(next - refused, refused, reply.reason());
        } else {
            state.settledPartly(next - kept.size() - refused, refused, reply.reason());
        }
        attempts.forget(done);
        attempts.add(kept);
        kept.addAll(left.subList(next, left.size()));
        left = kept;
        next = atMost(Math.min(left.size(), next * 2));
    }

    private void drop(int count) {
        attempts.forget(left.subList(0, count));
        left = left.subList(count, left.size());
        next = atMost(Math.min(left.size(), count * 2));
    }

    /** Makes every event of the last request a refusal: its redeliveries are used up and the policy says dead letter. */
    void giveUp(Reason reason) {
        Map<Integer, Reason> all = new HashMap<>();
        for (int i = 0; i < next; i++) {
            all.put(i, reason);
        }
        reply = DeliveryException.partly(new BitSet(), all, Verdict.REFUSED, reason);
        givenUp = true;
    }
}
