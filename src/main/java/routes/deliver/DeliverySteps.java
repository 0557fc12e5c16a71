package routes.deliver;

import java.time.Clock;
import java.util.Map;
import org.apache.camel.Processor;

/** The beans of the deliver stage under the names its routes use. */
public final class DeliverySteps {

    private final Map<String, Object> all;

    public DeliverySteps(Deliveries deliveries, DeadLetters deadLetters, Clock clock) {
        Verdicts verdicts = new Verdicts(new Judge(clock));
        DeliverSteps steps = new DeliverSteps(deliveries, deadLetters, verdicts);
        Processor beforeRedelivery = steps::beforeRedelivery;
        this.all = Map.of("deliverSteps", steps, "verdicts", verdicts, "beforeRedelivery", beforeRedelivery);
    }

    public Map<String, Object> all() {
        return all;
    }
}
