package routes.deliver;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import routes.verdict.CleanWords;
import routes.verdict.DeliveryException;
import routes.verdict.Judge;
import routes.verdict.Reason;
import routes.verdict.Verdict;

/**
 * The questions that {@code routes/92-verdicts.camel.yaml} asks of a failure. A failure that neither goes on nor parks is
 * for the redelivery policy.
 */
public final class Verdicts {

    /** Exchange property: the last failure and what it meant. The routes ask several times, and cleaning a message takes a while. */
    private static final String JUDGED = "SiemJudged";

    private record Judged(Exception failure, DeliveryException said) {}

    private final Judge judge;

    public Verdicts(Clock clock) {
        this.judge = new Judge(clock);
    }

    /** Whether something was settled, or a smaller request may settle something: the route goes on with what is left. */
    public boolean goesOn(Exchange exchange) {
        DeliveryException said = said(exchange);
        return (said.settledSome()
                        || said.rest() == Verdict.REFUSED
                        || said.rest() == Verdict.DELIVERED
                        || Delivery.of(exchange).isCutShort(said))
                && !refusesEverything(exchange, said);
    }

    /** Whether trying again within the redelivery policy is of no use. */
    public boolean parks(Exchange exchange) {
        DeliveryException said = said(exchange);
        return said.rest() == Verdict.PARKED
                || refusesEverything(exchange, said)
                || asksForLongPause(exchange, said)
                || Delivery.of(exchange).isLost();
    }

    DeliveryException said(Exchange exchange) {
        Exception caught = exchange.getException() != null
                ? exchange.getException()
                : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Judged before = exchange.getProperty(JUDGED, Judged.class);
        if (before != null && before.failure() == caught) {
            return before.said();
        }
        Delivery delivery = Delivery.of(exchange);
        CleanWords words =
                CleanWords.after(delivery.remaining(), delivery.settings().parameters());
        Optional<DeliveryException> leftOut =
                Optional.ofNullable(exchange.getProperty(DeliveryException.LEFT_OUT, DeliveryException.class));
        DeliveryException said =
                delivery.settings().verdicts().bend(judge.judge(caught, FailedSteps.of(exchange), words), leftOut);
        FailedSteps.forget(exchange);
        exchange.setProperty(JUDGED, new Judged(caught, said));
        return said;
    }

    /** Why the integration is parked: the failure itself, or that the destination refuses whatever it is sent. */
    DeliveryException parkedFor(Exchange exchange) {
        DeliveryException said = said(exchange);
        if (!refusesEverything(exchange, said)) {
            return said;
        }
        Reason each = said.reason();
        Reason all = new Reason(
                each.code(),
                "The destination refused " + RefusalRun.EVERYTHING + " events in a row. " + each.detail(),
                each.remedy(),
                each.reply());
        return DeliveryException.of(Verdict.PARKED, all);
    }

    private static boolean refusesEverything(Exchange exchange, DeliveryException said) {
        return Delivery.of(exchange).refusesEverything(said);
    }

    private static boolean asksForLongPause(Exchange exchange, DeliveryException said) {
        long longest = Delivery.of(exchange).settings().maxRedeliveryDelayMillis();
        return said.retryAfter()
                .filter(pause -> pause.compareTo(Duration.ofMillis(longest)) > 0)
                .isPresent();
    }
}
