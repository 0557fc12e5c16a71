package routes.destination.kafka;

import java.util.function.Consumer;
import routes.destination.net.HostRules;

/** Refuses, where it is given, a list of brokers of which one could not be reached, or would be another than the one that is meant. */
public final class Brokers implements Consumer<String> {

    /** @throws IllegalArgumentException saying what to write instead */
    @Override
    public void accept(String brokers) {
        for (String broker : brokers.split(",", -1)) {
            int colon = broker.lastIndexOf(':');
            String host = broker.substring(0, Math.max(0, colon));
            HostRules.check("brokers", host, broker.substring(colon + 1));
        }
    }
}
