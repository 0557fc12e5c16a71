package routes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.spi.Registry;
import routes.deadletter.DeadLetters;
import routes.deliver.DeliverRoutes;
import routes.deliver.DeliverSteps;
import routes.deliver.Deliveries;
import routes.deliver.Notices;
import routes.deliver.Verdicts;
import routes.deliver.again.Backlogs;
import routes.deliver.again.Lanes;
import routes.deliver.again.Redrives;
import routes.deliver.again.ReplayFile;
import routes.deliver.again.ReplayPlans;
import routes.deliver.again.Replays;
import routes.deliver.health.HealthFile;
import routes.deliver.probe.ConnectionTests;
import routes.disk.SteadyClock;
import routes.event.EventType;
import routes.journal.Journal;
import routes.notify.Notifications;
import routes.record.RouterEvents;

/**
 * The parts of the deliver stage, and what comes again.
 *
 * @param lanes all ways to destinations, live and beside
 * @param notices offers a destination what it is told before a change
 * @param tests of connections
 */
record DeliverWiring(
        Deliveries deliveries,
        Lanes lanes,
        Redrives redrives,
        Replays replays,
        ReplayPlans plans,
        Notices notices,
        ConnectionTests tests) {

    static DeliverWiring of(
            CamelContext context,
            Path data,
            Fences fences,
            DeadLetters deadLetters,
            Journal journal,
            SteadyClock clock,
            RouterEvents own,
            Optional<Notifications> people)
            throws IOException {
        fences.raise(context);
        DeliverRoutes routes = new DeliverRoutes(context);
        ReplayFile replayFile = new ReplayFile(data.resolve("replays"));
        HealthFile healthFile = HealthFile.open(data.resolve("health.json"));
        Deliveries deliveries = new Deliveries(journal, routes, deadLetters, healthFile, clock, change -> {
            own.put(EventType.of("router.integration_health"), change.fields());
            people.ifPresent(told -> told.changed(change));
        });
        Redrives redrives = new Redrives(context, deliveries, deadLetters, clock);
        Replays replays = new Replays(journal, deliveries, deadLetters, replayFile, clock);
        Registry registry = context.getRegistry();
        Verdicts verdicts = new Verdicts(clock);
        registry.bind("verdicts", verdicts);
        new DeliverSteps(deliveries, deadLetters, new Backlogs(journal, deliveries, replayFile, clock)::skip, verdicts)
                .all()
                .forEach((name, step) -> registry.bind(name, Processor.class, step));
        return new DeliverWiring(
                deliveries,
                new Lanes(routes, deliveries, redrives, replays, replayFile, deadLetters, healthFile, own::put),
                redrives,
                replays,
                new ReplayPlans(journal, deliveries, clock),
                new Notices(routes),
                new ConnectionTests(routes, fences.addresses(), fences.proxies()));
    }
}
