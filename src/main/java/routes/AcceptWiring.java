package routes;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.Supplier;
import org.apache.camel.Processor;
import org.apache.camel.spi.Registry;
import routes.accept.AcceptChain;
import routes.accept.AcceptCounters;
import routes.accept.NobodyHome;
import routes.accept.strip.FieldPolicy;
import routes.event.filter.Takers;
import routes.event.json.Limits;
import routes.setting.Settings;

/** The accept stage as the settings say. */
final class AcceptWiring {

    private AcceptWiring() {}

    /** @param takers what integrations take, once there are any */
    static NobodyHome bind(
            Registry registry, Settings settings, Clock clock, MeterRegistry metrics, Supplier<Takers> takers) {
        Limits limits = Limits.of(
                settings.size("siem.accept.max-events"),
                settings.size("siem.accept.max-depth"),
                settings.size("siem.accept.max-event-bytes"));
        FieldPolicy fields = new FieldPolicy(
                settings.text("siem.accept.fields"),
                settings.text("siem.accept.fields-also"),
                settings.text("siem.accept.forbidden-names"),
                settings.text("siem.accept.forbidden-names-also"));
        AcceptChain chain = new AcceptChain(limits, fields, clock);
        registry.bind("acceptChain", chain);
        registry.bind("events", chain.reader());
        chain.steps().forEach((name, step) -> registry.bind(name, Processor.class, step));
        NobodyHome nobodyHome = new NobodyHome(takers, clock, metrics);
        registry.bind("nobodyHome", Processor.class, nobodyHome);
        registry.bind("acceptCounters", Processor.class, new AcceptCounters(metrics, nobodyHome));
        return nobodyHome;
    }
}
