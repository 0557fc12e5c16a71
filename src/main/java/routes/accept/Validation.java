package routes.accept;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import routes.accept.rule.Arrival;
import routes.accept.rule.Arrivals;
import routes.accept.rule.FamilyRules;
import routes.accept.rule.Rules;
import routes.access.caller.Caller;
import routes.event.Family;
import routes.event.json.Tape;

/**
 * Checks the events of one family against its table. An event without a required field is rejected; an optional field that
 * is not as documented is marked as removed, and the event goes on. One of a tenant that is not its sender's is rejected before. Then type and severity are known.
 */
public final class Validation implements Processor {

    private final Rules rules;

    public Validation(Family family) {
        this.rules = FamilyRules.of(family);
    }

    @Override
    public void process(Exchange exchange) {
        Arrivals arrivals = exchange.getMessage().getBody(Arrivals.class);
        Caller.of(exchange).tenant().ifPresent(tenant -> Tenancy.require(tenant, arrivals));
        apply(arrivals);
    }

    void apply(Arrivals arrivals) {
        Tape tape = arrivals.tape();
        for (Arrival event : arrivals.events()) {
            if (!event.isRejected()) {
                rules.apply(tape, event);
                if (!event.isRejected()) {
                    Classification.apply(tape, event);
                }
            }
        }
    }
}
