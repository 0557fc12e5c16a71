package routes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import routes.integration.IntegrationStore;
import routes.integration.deployed.DeployedEntries;
import routes.integration.deployed.EnvironmentBatch;
import routes.integration.deployed.EnvironmentIntegration;
import routes.integration.deployed.IntegrationsFile;
import routes.integration.deployed.Placeholders;
import routes.integration.deployed.SecretReferences;
import routes.integration.type.IntegrationTypes;
import routes.integration.type.KameletFolder;
import routes.setting.Settings;

/** The integrations: their types, where they are kept, who deployed them. */
final class IntegrationWiring {

    private IntegrationWiring() {}

    /** Readable, or the start ends here. */
    static IntegrationStore store(Settings settings, Path data) throws IOException {
        IntegrationStore store = new IntegrationStore(
                data.resolve("integrations.json"),
                settings.keys("siem.integrations.key", "siem.integrations.key-file"));
        store.check();
        return store;
    }

    static IntegrationTypes types(CamelContext context, Settings settings) {
        return new IntegrationTypes(
                context,
                new KameletFolder(settings.optional("siem.kamelets.dir").map(Path::of)));
    }

    static DeployedEntries deployed(
            CamelContext context, Settings settings, Map<String, String> environment, IntegrationTypes types) {
        Placeholders placeholders = new Placeholders(context);
        return new DeployedEntries(
                settings.optional("siem.integrations.file")
                        .map(path -> new IntegrationsFile(
                                Path.of(path),
                                types,
                                new SecretReferences(name -> environment.getOrDefault(name, ""), placeholders))),
                fromEnvironment(settings, environment, types, placeholders));
    }

    private static Optional<EnvironmentIntegration> fromEnvironment(
            Settings settings, Map<String, String> environment, IntegrationTypes types, Placeholders placeholders) {
        EnvironmentBatch batch = new EnvironmentBatch(
                settings.text("siem.environment.batch-mode"),
                settings.text("siem.environment.batch-size"),
                settings.text("siem.environment.flush-interval"));
        return settings.optional("siem.environment.type")
                .map(word -> new EnvironmentIntegration(word, batch, environment, types, placeholders));
    }
}
