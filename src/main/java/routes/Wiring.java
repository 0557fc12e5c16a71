package routes;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import routes.accept.NobodyHome;
import routes.access.Access;
import routes.access.AccessSettings;
import routes.access.act.ActLog;
import routes.deadletter.DeadLetters;
import routes.destination.ThisMachine;
import routes.disk.SteadyClock;
import routes.integration.IntegrationStore;
import routes.integration.deployed.DeployedEntries;
import routes.integration.lifecycle.DeliveryControl;
import routes.integration.lifecycle.IntegrationActs;
import routes.integration.lifecycle.Integrations;
import routes.integration.type.IntegrationTypes;
import routes.journal.Journal;
import routes.journal.camel.JournalComponent;
import routes.notify.Notifications;
import routes.openapi.ApiDocument;
import routes.record.RouterEvents;
import routes.server.Server;
import routes.server.ServerSettings;
import routes.server.body.ByteBudget;
import routes.setting.Settings;

/** Makes the stages in their order, and gives them to each other. */
final class Wiring implements CamelConfiguration {

    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Properties definitions;
    private final Map<String, String> environment;
    private final AtomicBoolean running = new AtomicBoolean();
    private Parts parts;

    Wiring(Properties definitions, Map<String, String> environment) {
        this.definitions = definitions;
        this.environment = environment;
    }

    /** Once Camel is configured. */
    Parts parts() {
        return parts;
    }

    @Override
    public void configure(CamelContext context) throws Exception {
        Settings settings = new Settings(context, definitions, environment);
        Path data = settings.path("siem.data.dir");
        SteadyClock clock = SteadyClock.open(data);
        RouterEvents own = new RouterEvents(clock, ThisMachine.name(), metrics);
        ActLog log = new ActLog(own);
        AccessSettings rights = AccessWiring.settings(settings);
        ServerSettings where = ServerWiring.settings(settings, rights.isOpenToAll());
        Access access = AccessWiring.access(rights, where, log, metrics);
        access.watch(context);
        ByteBudget budget = IngestWiring.budget(settings);
        Server server = ServerWiring.server(where, rights.isOpenToAll(), settings, budget, metrics);
        server.guard(access.gate());
        server.guard(IngestWiring.loopGuard(context.getRegistry(), settings));
        server.offerTo(context);
        IngestWiring.bind(context.getRegistry(), settings, access, budget);
        NobodyHome nobodyHome =
                AcceptWiring.bind(context.getRegistry(), settings, clock, metrics, () -> parts.integrations()
                        .takers());
        Optional<Notifications> people = NotifyWiring.open(context, settings, data, clock, metrics);
        // what is kept from starting, by a key of theirs that is missing or wrong, has changed nothing: the journal
        // mends and writes
        IntegrationStore store = IntegrationWiring.store(settings, data);
        DeadLetters deadLetters = DeadLetterWiring.open(settings, data, clock);
        Journal journal = JournalWiring.open(settings, data, metrics, clock);
        own.begin(journal);
        context.getComponent("journal", JournalComponent.class).setJournal(journal);
        Fences fences = Fences.of(settings, data, environment);
        DeliverWiring deliver = DeliverWiring.of(context, data, fences, deadLetters, journal, clock, own, people);
        IntegrationTypes types = IntegrationWiring.types(context, settings);
        DeployedEntries deployed = IntegrationWiring.deployed(context, settings, environment, types);
        Integrations integrations =
                new Integrations(types, store, deployed, DeliveryControl.of(deliver.lanes()), fences.folders(), clock);
        parts = new Parts(
                settings,
                data,
                running,
                access,
                own,
                server,
                journal,
                deliver.lanes(),
                integrations,
                nobodyHome,
                people);
        IntegrationActs acts = new IntegrationActs(log, deliver.notices()::offer);
        ApiDocument document = ApiDocument.read(settings::filled);
        context.getRegistry().bind("apiDocument", document);
        ApiWiring.bind(context.getRegistry(), document, integrations, types, acts, deadLetters, deliver, clock);
        ApiWiring.bindStatus(context.getRegistry(), parts, deliver, metrics, clock);
    }
}
