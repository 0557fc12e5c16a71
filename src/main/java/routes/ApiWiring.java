package routes;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Processor;
import org.apache.camel.spi.Registry;
import routes.api.ConnectionTestApi;
import routes.api.DeadLettersApi;
import routes.api.DocumentApi;
import routes.api.IntegrationsApi;
import routes.api.KnownQuery;
import routes.api.ReplaysApi;
import routes.deadletter.DeadLetters;
import routes.disk.SteadyClock;
import routes.integration.lifecycle.IntegrationActs;
import routes.integration.lifecycle.Integrations;
import routes.integration.type.IntegrationTypes;
import routes.openapi.ApiDocument;
import routes.status.IntegrationMetrics;
import routes.status.ProcessMetrics;
import routes.status.StatusApi;

/** The steps that the API's routes call, by the names they have there. */
final class ApiWiring {

    private ApiWiring() {}

    static void bind(
            Registry registry,
            ApiDocument document,
            Integrations integrations,
            IntegrationTypes types,
            IntegrationActs acts,
            DeadLetters deadLetters,
            DeliverWiring deliver,
            SteadyClock clock) {
        registry.bind("knownQuery", Processor.class, new KnownQuery(document));
        Stream.of(
                        new DocumentApi(document, types).steps(),
                        new IntegrationsApi(integrations, types, acts).steps(),
                        new ConnectionTestApi(integrations, types, deliver.tests(), acts).steps(),
                        new DeadLettersApi(integrations, deadLetters, deliver.redrives(), acts).steps(),
                        new ReplaysApi(integrations, deliver.replays(), deliver.plans(), acts, clock).steps())
                .forEach(steps -> steps.forEach((name, step) -> registry.bind(name, Processor.class, step)));
    }

    /** Health and metrics: what is seen of all stages. */
    static void bindStatus(
            Registry registry, Parts parts, DeliverWiring deliver, PrometheusMeterRegistry metrics, SteadyClock clock) {
        Integrations integrations = parts.integrations();
        ProcessMetrics.bind(metrics, CommandLine.version());
        metrics.getPrometheusRegistry()
                .register(new IntegrationMetrics(
                        integrations::all,
                        deliver.deliveries()::figures,
                        parts.settings().size("siem.metrics.integrations"),
                        clock));
        new StatusApi(metrics, () -> obstacle(parts), parts::warnings)
                .steps()
                .forEach((name, step) -> registry.bind(name, Processor.class, step));
    }

    /** Why events cannot be taken now; empty where they can. */
    private static Optional<String> obstacle(Parts parts) {
        return parts.running().get() ? parts.journal().obstacle() : Optional.of("The router is starting or stopping.");
    }
}
