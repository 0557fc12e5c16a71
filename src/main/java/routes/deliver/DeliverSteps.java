package routes.deliver;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import routes.event.Batch;
import routes.journal.JournalEndpoint;

/** The steps of {@code routes/40-deliver.camel.yaml} and of the routes it leads to, by the names the routes use. */
public final class DeliverSteps {

    private static final String REFUSALS = "SiemRefusals";

    private final Deliveries deliveries;
    private final DeadLetters deadLetters;
    private final Verdicts verdicts;

    DeliverSteps(Deliveries deliveries, DeadLetters deadLetters, Verdicts verdicts) {
        this.deliveries = deliveries;
        this.deadLetters = deadLetters;
        this.verdicts = verdicts;
    }

    /** Opens the delivery of a batch that came from the journal. */
    public void open(Exchange exchange) {
        String integration = exchange.getProperty("SiemIntegration", String.class);
        Batch batch = exchange.getMessage().getBody(Batch.class);
        exchange.setProperty(Delivery.PROPERTY, deliveries.open(integration, batch));
    }

    /** Makes the next request's events the body, and nothing else. */
    public void next(Exchange exchange) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(Delivery.of(exchange).part());
    }

    /** Notes a reply that did not deliver the whole request but settles something. */
    public void reply(Exchange exchange) {
        Delivery.of(exchange).replied(verdicts.said(exchange));
    }

    /** Finds what the last reply refused for good; the route sends it to the dead letters before {@link #settle}. */
    public boolean hasRefusals(Exchange exchange) {
        List<Refusal> refused = Delivery.of(exchange).refused();
        exchange.setProperty(REFUSALS, refused);
        return !refused.isEmpty();
    }

    public void storeDeadLetters(Exchange exchange) throws IOException {
        Delivery delivery = Delivery.of(exchange);
        @SuppressWarnings("unchecked")
        List<Refusal> refused = exchange.getProperty(REFUSALS, List.class);
        DeliveryState state = delivery.state();
        deadLetters.add(delivery.settings().id(), refused, state.attempts() + 1);
    }

    /** Takes what is settled off what is left. */
    public void settle(Exchange exchange) {
        Delivery delivery = Delivery.of(exchange);
        delivery.settle();
        deliveries.remember(exchange, delivery);
    }

    /** The redelivery policy is about to repeat the request; a wish of the destination's goes before the policy's delay. */
    public void beforeRedelivery(Exchange exchange) {
        DeliveryException said = verdicts.said(exchange);
        Delivery delivery = Delivery.of(exchange);
        if (said.rest() == Verdict.AGAIN && !said.settledSome()) {
            delivery.state().retrying(said.reason());
            said.retryAfter().ifPresent(wish -> exchange.getIn().setHeader(Exchange.REDELIVERY_DELAY, wish.toMillis()));
        }
    }

    /** Leaves what remains to the journal's consumer, which offers it again at the time set here. */
    public void park(Exchange exchange) {
        Delivery delivery = Delivery.of(exchange);
        DeliveryException said = verdicts.said(exchange);
        Instant next = delivery.state()
                .parked(
                        said.rest(),
                        verdicts.parkedFor(exchange, said),
                        said.retryAfter().orElse(null));
        deliveries.remember(exchange, delivery);
        exchange.setProperty(JournalEndpoint.RETRY_AT, next);
    }

    /** The redelivery policy is used up and says dead letter: every event of the request becomes one. */
    public void giveUp(Exchange exchange) {
        Delivery.of(exchange).giveUp(verdicts.said(exchange).reason());
    }
}
