package routes.accept.strip;

import java.util.EnumMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import routes.accept.rule.Arrival;
import routes.accept.rule.Arrivals;
import routes.event.Family;

/**
 * The GDPR strip: marks what may hold raw content or credentials, so that it is never written. The events of one request are
 * stripped as their families' {@link FieldPolicy} says.
 */
public final class GdprStrip implements Processor {

    private final Map<Family, FamilyStrip> families = new EnumMap<>(Family.class);

    public GdprStrip(FieldPolicy fields) {
        for (Family family : Family.ACCEPTED) {
            families.put(family, new FamilyStrip(fields, family));
        }
    }

    @Override
    public void process(Exchange exchange) {
        apply(exchange.getMessage().getBody(Arrivals.class));
    }

    public void apply(Arrivals arrivals) {
        for (Arrival event : arrivals.events()) {
            if (!event.isRejected()) {
                families.get(event.type().family()).apply(arrivals.tape(), event);
            }
        }
    }
}
