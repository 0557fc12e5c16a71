package routes.api;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Processor;
import routes.RouteServer;
import routes.disk.AllowedFolders;
import routes.integration.Fixtures;
import routes.integration.IntegrationStore;
import routes.integration.RecordedDeliveries;
import routes.integration.deployed.DeployedEntries;
import routes.integration.lifecycle.IntegrationActs;
import routes.integration.lifecycle.Integrations;
import routes.integration.type.IntegrationTypes;
import routes.record.Records;

/** The API of integrations that are stored in a folder and delivered to nowhere; the token is {@code your-api-key}. */
final class IntegrationsServer {

    private IntegrationsServer() {}

    static RouteServer start(Path folder, RecordedDeliveries deliveries) throws Exception {
        IntegrationTypes types = Fixtures.types();
        Integrations integrations = new Integrations(
                types,
                new IntegrationStore(folder.resolve("integrations.json"), List.of()),
                new DeployedEntries(Optional.empty(), Optional.empty()),
                deliveries.control(),
                AllowedFolders.ALL,
                Clock.systemUTC());
        integrations.start();
        Map<String, Processor> steps = new IntegrationsApi(
                        integrations, types, new IntegrationActs(Records.log(), (destination, batch) -> false))
                .steps();
        return new RouteServer(steps, "your-api-key");
    }
}
