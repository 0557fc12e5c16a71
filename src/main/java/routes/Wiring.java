package routes;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.accept.strip.Hops;
import routes.access.Access;
import routes.access.AccessSettings;
import routes.access.act.ActLog;
import routes.api.ConnectionTestApi;
import routes.api.DeadLettersApi;
import routes.api.IntegrationsApi;
import routes.api.ReplaysApi;
import routes.deadletter.DeadLetterLimits;
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
import routes.destination.ThisMachine;
import routes.disk.AllowedFolders;
import routes.disk.SteadyClock;
import routes.event.Amount;
import routes.event.EventType;
import routes.ingest.LoopGuard;
import routes.integration.IntegrationStore;
import routes.integration.deployed.DeployedEntries;
import routes.integration.deployed.EnvironmentBatch;
import routes.integration.deployed.EnvironmentIntegration;
import routes.integration.deployed.IntegrationsFile;
import routes.integration.deployed.Placeholders;
import routes.integration.deployed.SecretReferences;
import routes.integration.lifecycle.DeliveryControl;
import routes.integration.lifecycle.IntegrationActs;
import routes.integration.lifecycle.Integrations;
import routes.integration.type.IntegrationTypes;
import routes.integration.type.KameletFolder;
import routes.journal.Journal;
import routes.journal.camel.JournalComponent;
import routes.record.RouterEvents;
import routes.server.ListeningAddress;
import routes.server.Server;
import routes.server.ServerSettings;
import routes.server.body.ByteBudget;
import routes.status.IntegrationMetrics;
import routes.status.StatusApi;

/** Makes the parts, stage by stage, and gives them the names that the routes use. What has a life begins and ends here. */
final class Wiring extends MainListenerSupport implements CamelConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private Settings settings;
    private Path data;
    private Access access;
    private ActLog log;
    private IntegrationActs acts;
    private RouterEvents own;
    private SteadyClock clock;
    private Server server;
    private Journal journal;
    private Lanes lanes;
    private Integrations integrations;
    private final Properties definitions;
    private final Map<String, String> environment;
    private volatile boolean started;

    Wiring(Properties definitions, Map<String, String> environment) {
        this.definitions = definitions;
        this.environment = environment;
    }

    @Override
    public void configure(CamelContext context) throws Exception {
        settings = new Settings(context, definitions, environment);
        data = settings.path("siem.data.dir");
        clock = SteadyClock.open(data);
        Registry registry = context.getRegistry();
        AccessSettings rights = AccessWiring.settings(settings);
        ByteBudget budget = IngestWiring.budget(settings);
        ServerSettings where = ServerWiring.settings(settings, rights.isOpenToAll());
        server = ServerWiring.server(where, rights.isOpenToAll(), settings, budget, metrics);
        own = new RouterEvents(clock, ThisMachine.name(), metrics);
        log = new ActLog(own);
        // the end of a token is a matter of the clock that its issuer goes by
        access = new Access(
                rights.withShortestToken(ListeningAddress.shortestToken(where.address())),
                log,
                Clock.systemUTC(),
                metrics);
        access.watch(context);
        server.guard(access.gate());
        Hops hops = new Hops(UUID.randomUUID().toString());
        registry.bind(Hops.NAME, hops);
        server.guard(new LoopGuard(hops, settings.flag("siem.deliver.allow-own-address")));
        server.offerTo(context);
        IngestWiring.bind(registry, settings, access, budget);
        AcceptWiring.bind(registry, settings, clock, metrics);
        // what is kept from starting, by a key of theirs that is missing or wrong, has changed nothing: the journal
        // mends and writes
        IntegrationStore store = new IntegrationStore(
                data.resolve("integrations.json"),
                settings.keys("siem.integrations.key", "siem.integrations.key-file"));
        store.check();
        DeadLetters deadLetters = deadLetters();
        journal(context);
        deliver(context, Fences.of(settings, data), deadLetters, store);
    }

    private DeadLetters deadLetters() throws IOException {
        DeadLetterLimits limits = new DeadLetterLimits(
                Duration.ofDays(settings.number("siem.dead-letters.max-days")),
                settings.number("siem.dead-letters.max-bytes"));
        DeadLetters deadLetters = new DeadLetters(
                data.resolve("dead-letters"),
                limits,
                clock,
                clock::isSure,
                settings.keys("siem.dead-letters.key", "siem.dead-letters.key-file"));
        deadLetters.check();
        return deadLetters;
    }

    private void deliver(CamelContext context, Fences fences, DeadLetters deadLetters, IntegrationStore store)
            throws IOException {
        Registry registry = context.getRegistry();
        fences.raise(context);
        DeliverRoutes routes = new DeliverRoutes(context);
        acts = new IntegrationActs(log, new Notices(routes)::offer);
        ReplayFile replayFile = new ReplayFile(data.resolve("replays"));
        HealthFile healthFile = HealthFile.open(data.resolve("health.json"));
        Deliveries deliveries = new Deliveries(
                journal,
                routes,
                deadLetters,
                healthFile,
                clock,
                change -> own.put(EventType.of("router.integration_health"), change.fields()));
        Redrives redrives = new Redrives(context, deliveries, deadLetters, clock);
        Replays replays = new Replays(journal, deliveries, deadLetters, replayFile, clock);
        lanes = new Lanes(routes, deliveries, redrives, replays, replayFile, deadLetters, healthFile, own::put);
        Verdicts verdicts = new Verdicts(clock);
        registry.bind("verdicts", verdicts);
        new DeliverSteps(deliveries, deadLetters, new Backlogs(journal, deliveries, replayFile, clock)::skip, verdicts)
                .all()
                .forEach((name, step) -> bind(registry, name, step));
        ConnectionTests tests = new ConnectionTests(routes, fences.addresses());
        integrations(context, deliveries, tests, fences.folders(), store);
        new DeadLettersApi(integrations, deadLetters, redrives, acts)
                .steps()
                .forEach((name, step) -> bind(registry, name, step));
        new ReplaysApi(integrations, replays, new ReplayPlans(journal, deliveries, clock), acts, clock)
                .steps()
                .forEach((name, step) -> bind(registry, name, step));
    }

    private void journal(CamelContext context) throws IOException {
        journal = JournalWiring.open(settings, data, metrics, clock);
        own.begin(journal);
        context.getComponent("journal", JournalComponent.class).setJournal(journal);
    }

    private void integrations(
            CamelContext context,
            Deliveries deliveries,
            ConnectionTests tests,
            AllowedFolders folders,
            IntegrationStore store) {
        IntegrationTypes types = new IntegrationTypes(
                context,
                new KameletFolder(settings.optional("siem.kamelets.dir").map(Path::of)));
        Placeholders placeholders = new Placeholders(context);
        Optional<IntegrationsFile> file = settings.optional("siem.integrations.file")
                .map(path ->
                        new IntegrationsFile(Path.of(path), types, new SecretReferences(environment, placeholders)));
        DeployedEntries deployed = new DeployedEntries(file, fromEnvironment(types, placeholders));
        integrations = new Integrations(types, store, deployed, DeliveryControl.of(lanes), folders, clock);
        Registry registry = context.getRegistry();
        new IntegrationsApi(integrations, types, acts).steps().forEach((name, step) -> bind(registry, name, step));
        metrics.getPrometheusRegistry()
                .register(new IntegrationMetrics(
                        integrations::all, deliveries::figures, settings.size("siem.metrics.integrations"), clock));
        new StatusApi(metrics, this::obstacle, warnings()).steps().forEach((name, step) -> bind(registry, name, step));
        new ConnectionTestApi(integrations, types, tests, acts)
                .steps()
                .forEach((name, step) -> bind(registry, name, step));
    }

    private Optional<EnvironmentIntegration> fromEnvironment(IntegrationTypes types, Placeholders placeholders) {
        EnvironmentBatch batch = new EnvironmentBatch(
                settings.text("siem.environment.batch-mode"),
                settings.text("siem.environment.batch-size"),
                settings.text("siem.environment.flush-interval"));
        return settings.optional("siem.environment.type")
                .map(word -> new EnvironmentIntegration(word, batch, environment, types, placeholders));
    }

    private static void bind(Registry registry, String name, Processor step) {
        registry.bind(name, Processor.class, step);
    }

    /** Why events cannot be taken now; empty where they can. */
    private Optional<String> obstacle() {
        if (!started) {
            return Optional.of("The router is starting or stopping.");
        }
        return journal.obstacle();
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        try {
            // what fails after the start is only logged, and the process would stay
            integrations.load();
        } catch (IOException unusable) {
            throw new IllegalStateException(unusable.getMessage(), unusable);
        }
        settings.optional("siem.routes.dir").ifPresent(folder -> {
            try {
                new RouteFolder(Path.of(folder)).addTo(main.getCamelContext());
            } catch (Exception unusable) {
                throw RuntimeCamelException.wrapRuntimeException(unusable);
            }
        });
    }

    @Override
    public void afterStart(BaseMainSupport main) {
        int port = server.listen();
        try {
            integrations.start();
        } catch (IOException unusable) {
            throw new IllegalStateException(unusable.getMessage(), unusable);
        }
        warnings().forEach(LOG::warn);
        lanes.beginTending();
        integrations.kameletChanges().begin();
        started = true;
        own.put(EventType.of("router.started"), Map.of("version", CommandLine.version()));
        LOG.info(
                "siem-router {} listens on {}, keeps its data in {} and has {}",
                CommandLine.version(),
                server.url(settings.text("siem.http.host"), port),
                data,
                Amount.of(integrations.all().size(), "integration"));
    }

    private List<String> warnings() {
        return Stream.concat(server.warnings().stream(), journal.warning().stream())
                .toList();
    }

    @Override
    public void beforeStop(BaseMainSupport main) {
        started = false;
        integrations.kameletChanges().end();
        lanes.stopAll();
    }

    @Override
    public void afterStop(BaseMainSupport main) {
        server.close();
        access.close();
        own.put(EventType.of("router.stopped"), Map.of("version", CommandLine.version()));
        own.close();
        try {
            journal.close();
        } catch (IOException unfinished) {
            LOG.error("the journal could not be closed in order; it is checked at the next start", unfinished);
        }
    }
}
