package routes.deliver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import routes.deadletter.DeadLetters;
import routes.deadletter.DeadLettersFullException;
import routes.destination.net.CertificateEnd;
import routes.event.Batch;
import routes.journal.camel.InFlightLimit;
import routes.journal.camel.JournalEndpoint;
import routes.verdict.DeliveryException;
import routes.verdict.Reason;
import routes.verdict.Refusal;
import routes.verdict.Verdict;

/** The steps of {@code routes/40-deliver.camel.yaml} and of the routes it leads to. */
public final class DeliverSteps {

    /** Exchange property: whether there is more to send. */
    private static final String OPEN = "SiemOpen";
    /** Exchange property: what the last reply refused for good; absent where it refused nothing. */
    private static final String REFUSALS = "SiemRefusals";

    static final Reason UNWRITABLE = new Reason(
            "dead_letters_unwritable",
            "The dead letters cannot be read or written.",
            "Make room on the disk of the data folder, and look at the rights of its dead-letters.");

    private static final Reason FULL = new Reason(
            "dead_letters_full",
            "An event was refused for good, and there is no room for more dead letters.",
            "Redrive, export or drop dead letters, or raise SIEM_DEAD_LETTER_MAX_BYTES.");

    /** How soon it is looked again whether there is room, or live events are through. */
    private static final Duration FOR_ROOM = Duration.ofMinutes(1);

    private static final Duration FOR_LIVE_EVENTS = Duration.ofSeconds(1);

    /** How soon one that waits for its turn sees that its route stops. */
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

    /** Beyond this every delay is the longest one. */
    private static final int MOST_DOUBLINGS = 20;

    private final Deliveries deliveries;
    private final DeadLetters deadLetters;
    private final Predicate<Lane> skips;
    private final Verdicts verdicts;

    /** @param skips passes over what is too much of a backlog; asked before a request, true where it did */
    public DeliverSteps(Deliveries deliveries, DeadLetters deadLetters, Predicate<Lane> skips, Verdicts verdicts) {
        this.deliveries = deliveries;
        this.deadLetters = deadLetters;
        this.skips = skips;
        this.verdicts = verdicts;
    }

    /** By the names that the routes use. */
    public Map<String, Processor> all() {
        return Map.of(
                "openDelivery", this::open,
                "nextRequest", this::next,
                "noteReply", this::reply,
                "findRefusals", this::findRefusals,
                "storeDeadLetters", this::storeDeadLetters,
                "settle", this::settle,
                "beforeRedelivery", this::beforeRedelivery,
                "park", this::park,
                "giveUp", this::giveUp);
    }

    /** Opens the delivery of a batch, unless something has to come first. */
    private void open(Exchange exchange) throws DeliveryException {
        Lane lane = deliveries.lane(exchange.getProperty("SiemIntegration", String.class));
        Delivery delivery = lane.open(exchange.getMessage().getBody(Batch.class));
        exchange.setProperty(Delivery.PROPERTY, delivery);
        exchange.setProperty(JournalEndpoint.LOST, (BooleanSupplier) delivery::isLost);
        remember(exchange, delivery);
        Instant now = Instant.now();
        if (lane.waits().getAsBoolean()) {
            comeBack(exchange, now.plus(FOR_LIVE_EVENTS));
        } else if (skips.test(lane)) {
            lane.attempts()
                    .forgetBefore(deliveries.subscription(lane.settings().id()).position());
            comeBack(exchange, now);
        } else if (lane.needsRoom() && isFull(lane)) {
            lane.state().waits(FULL, now.plus(FOR_ROOM));
            lane.monitor().waits(FULL);
            comeBack(exchange, now.plus(FOR_ROOM));
        }
    }

    private boolean isFull(Lane lane) throws DeliveryException {
        try {
            return deadLetters.isFull(lane.settings().integration());
        } catch (UncheckedIOException unreadable) {
            throw DeliveryException.of(Verdict.PARKED, UNWRITABLE);
        }
    }

    private static void comeBack(Exchange exchange, Instant at) {
        exchange.setProperty(OPEN, false);
        exchange.setProperty(JournalEndpoint.RETRY_AT, at);
    }

    /** Makes the next request's events the body, and nothing else. */
    private void next(Exchange exchange) {
        exchange.getMessage().removeHeaders("*");
        exchange.removeProperty(JournalEndpoint.CONFIRMATION);
        exchange.removeProperty(JournalEndpoint.UNANSWERED);
        Delivery delivery = Delivery.of(exchange);
        exchange.getMessage().setBody(delivery.settings().droppedFields().outOf(delivery.part()));
        awaitTurn(exchange, delivery);
        delivery.requested();
    }

    /** Waits for as long as {@code max_events_per_second} wants. */
    private static void awaitTurn(Exchange exchange, Delivery delivery) {
        for (long wait = delivery.nanosToWait(); wait > 0; wait = delivery.nanosToWait()) {
            delivery.state().limited(delivery.settings().pace().maxEventsPerSecond());
            LockSupport.parkNanos(Math.min(wait, LOOK_NANOS));
            BooleanSupplier stops = exchange.getProperty(JournalEndpoint.STOPS, BooleanSupplier.class);
            if (stops != null && stops.getAsBoolean()) {
                throw new RejectedExecutionException("the route stops; the next start sends the request");
            }
        }
    }

    /** Notes a reply that did not deliver the whole request but settles something. */
    private void reply(Exchange exchange) {
        Delivery.of(exchange).replied(verdicts.said(exchange));
    }

    /** Finds what the last reply refused for good; the route sends it to the dead letters before {@link #settle}. */
    private void findRefusals(Exchange exchange) {
        List<Refusal> refused = Delivery.of(exchange).refused();
        exchange.setProperty(REFUSALS, refused.isEmpty() ? null : refused);
    }

    private void storeDeadLetters(Exchange exchange) throws DeliveryException {
        Delivery delivery = Delivery.of(exchange);
        @SuppressWarnings("unchecked")
        List<Refusal> refused = exchange.getProperty(REFUSALS, List.class);
        try {
            deliveries.lane(delivery.settings().id()).store().store(refused);
            delivery.state().putAside(refused.size());
        } catch (DeadLettersFullException full) {
            throw DeliveryException.of(Verdict.PARKED, FULL);
        } catch (IOException | UncheckedIOException failure) {
            // not the destination's fault, but nothing may go on before the event is kept
            throw DeliveryException.of(Verdict.PARKED, UNWRITABLE);
        }
    }

    /** Takes what is settled off what is left. */
    private void settle(Exchange exchange) {
        Delivery delivery = Delivery.of(exchange);
        CertificateEnd certificateEnd = exchange.getProperty(CertificateEnd.PROPERTY, CertificateEnd.class);
        CompletableFuture<?> confirmation = exchange.getProperty(JournalEndpoint.CONFIRMATION, CompletableFuture.class);
        delivery.state().unanswered(isUnanswered(exchange));
        delivery.state().connectedUntil(certificateEnd);
        delivery.state().warned(exchange.getProperty(Reason.WARNING, Reason.class));
        if (confirmation == null || delivery.reply().isPresent()) {
            delivery.monitor().settled(delivery, certificateEnd, isUnanswered(exchange));
        } else {
            delivery.monitor().written(delivery, certificateEnd);
        }
        pace(exchange, delivery);
        delivery.settle(confirmation);
        remember(exchange, delivery);
    }

    private static boolean isUnanswered(Exchange exchange) {
        return exchange.getProperty(JournalEndpoint.UNANSWERED, false, boolean.class);
    }

    /** Has more or fewer requests under way from now on. */
    private static void pace(Exchange exchange, Delivery delivery) {
        InFlightLimit limit = exchange.getProperty(InFlightLimit.PROPERTY, InFlightLimit.class);
        Optional<DeliveryException> reply = delivery.reply();
        if (reply.filter(said -> said.rest() == Verdict.AGAIN).isPresent()) {
            lessAtOnce(exchange, reply.get());
        } else if (limit != null) {
            limit.answered(delivery.requestNanos(), delivery.part().size());
        }
    }

    /** Tells the route whether there is more to send, and the journal's consumer how far the cursor may move. */
    private static void remember(Exchange exchange, Delivery delivery) {
        Batch remaining = delivery.remaining().orElse(null);
        exchange.setProperty(OPEN, remaining != null);
        exchange.setProperty(JournalEndpoint.REMAINING, remaining);
        exchange.setProperty(JournalEndpoint.CONFIRMATION, delivery.confirmation());
    }

    /**
     * The redelivery policy is about to repeat the request; a wish of the destination's goes before the policy's delay. Camel
     * counts redeliveries in a header, which a sink that removes all headers takes away, so the count is kept here.
     */
    private void beforeRedelivery(Exchange exchange) {
        DeliveryException said = verdicts.said(exchange);
        Delivery delivery = Delivery.of(exchange);
        if (said.rest() == Verdict.AGAIN && !said.settledSome() && !delivery.isCutShort(said)) {
            delivery.failedAgain();
            lessAtOnce(exchange, said);
            long policy = pause(delivery, said).toMillis();
            // another request may have been told to wait longer
            long pause = Math.max(policy, heldMillis(exchange));
            delivery.state().retrying(said.reason(), Duration.ofMillis(pause));
            delivery.monitor().failed(Verdict.AGAIN, said.reason());
            // what it delivers is newer than this failure
            delivery.requested();
            exchange.getExchangeExtension().setRedeliveryExhausted(delivery.isUsedUp());
            boolean isWished = said.retryAfter().filter(wish -> !wish.isZero()).isPresent();
            if (isWished || pause > policy) {
                exchange.getIn().setHeader(Exchange.REDELIVERY_DELAY, pause);
            }
        }
    }

    private static long heldMillis(Exchange exchange) {
        InFlightLimit limit = exchange.getProperty(InFlightLimit.PROPERTY, InFlightLimit.class);
        return limit == null ? 0 : limit.heldMillis();
    }

    private static void lessAtOnce(Exchange exchange, DeliveryException said) {
        InFlightLimit limit = exchange.getProperty(InFlightLimit.PROPERTY, InFlightLimit.class);
        if (limit != null) {
            limit.refused(said.retryAfter().orElse(Duration.ZERO));
        }
    }

    /** About how long: the policy's own, with its second delay twice the first and so on, which it varies by up to a half. */
    private static Duration pause(Delivery delivery, DeliveryException said) {
        DeliverySettings settings = delivery.settings();
        long delay = settings.redeliveryDelayMillis() << Math.min(delivery.repetition() - 1, MOST_DOUBLINGS);
        return said.retryAfter()
                .filter(wish -> !wish.isZero())
                .orElse(Duration.ofMillis(Math.min(delay, settings.maxRedeliveryDelayMillis())));
    }

    /** Leaves what remains to the journal's consumer, which offers it again at the time set here. */
    private void park(Exchange exchange) {
        Delivery delivery = Delivery.of(exchange);
        if (delivery.isLost()
                || exchange.getProperty(Exchange.EXCEPTION_CAUGHT) instanceof RejectedExecutionException) {
            // what was sent before has to be sent again first, or the route stops, which says nothing of the
            // destination
            exchange.setProperty(JournalEndpoint.RETRY_AT, Instant.now());
            return;
        }
        DeliveryException why = verdicts.parkedFor(exchange);
        Instant next = delivery.state()
                .parked(why.rest(), why.reason(), why.retryAfter().orElse(null), delivery.begunNanos());
        if (why.rest() != Verdict.AGAIN) {
            delivery.parked();
            delivery.monitor().failed(Verdict.PARKED, why.reason());
        }
        if (why.getCause() != null) {
            delivery.monitor().broke(why);
        }
        remember(exchange, delivery);
        exchange.setProperty(JournalEndpoint.RETRY_AT, next);
    }

    /** The redelivery policy is used up and says dead letter: every event of the request becomes one. */
    private void giveUp(Exchange exchange) {
        Delivery delivery = Delivery.of(exchange);
        if (!delivery.isUsedUp()) {
            throw new RejectedExecutionException("the route stops; the next start sends the request again");
        }
        delivery.giveUp(verdicts.said(exchange).reason());
    }
}
