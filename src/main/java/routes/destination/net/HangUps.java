package routes.destination.net;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;

/**
 * How the requests of a sink that are in flight are ended, by the id of the sink's route. Sinks whose connections are no endpoint
 * of Camel's enter themselves here.
 */
public final class HangUps {

    private final Map<String, Runnable> sinks = new ConcurrentHashMap<>();

    private HangUps() {}

    /** Those of a context. */
    public static HangUps of(CamelContext context) {
        ExtendedCamelContext plugins = context.getCamelContextExtension();
        synchronized (plugins) {
            HangUps there = plugins.getContextPlugin(HangUps.class);
            if (there == null) {
                there = new HangUps();
                plugins.addContextPlugin(HangUps.class, there);
            }
            return there;
        }
    }

    /** @param hangUp may come from any thread and more than once */
    public void add(String routeId, Runnable hangUp) {
        sinks.put(routeId, hangUp);
    }

    public void remove(String routeId) {
        sinks.remove(routeId);
    }

    public void hangUp(String routeId) {
        Runnable hangUp = sinks.get(routeId);
        if (hangUp != null) {
            hangUp.run();
        }
    }

    public void hangUpAll() {
        sinks.values().forEach(Runnable::run);
    }
}
