package routes.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.deliver.health.Health;
import routes.disk.AllowedFolders;
import routes.integration.deployed.DeployedEntries;
import routes.integration.lifecycle.Integrations;
import routes.integration.lifecycle.Observed;
import routes.integration.type.IntegrationTypes;
import routes.integration.type.KameletFolder;

class MissingTypeTest {

    @TempDir
    private Path folder;

    @Test
    void an_integration_whose_kamelet_is_gone_is_not_started_and_says_so() throws IOException {
        started(Fixtures.types(), new RecordedDeliveries())
                .create(Fixtures.json("{\"type\":\"pigeon\",\"loft\":\"l\",\"whistle\":\"hunter2\"}"));
        Path none = Files.createDirectory(folder.resolve("no-kamelets"));
        RecordedDeliveries deliveries = new RecordedDeliveries();

        Observed gone = started(
                        new IntegrationTypes(new DefaultCamelContext(), new KameletFolder(Optional.of(none))),
                        deliveries)
                .all()
                .get(0);

        assertThat(gone.status().health()).isEqualTo(Health.ACTION_REQUIRED);
        assertThat(gone.status().reason().orElseThrow().code()).isEqualTo("type_missing");
        assertThat(gone.status().reason().orElseThrow().detail()).contains("pigeon");
        assertThat(deliveries.running).isEmpty();
    }

    private Integrations started(IntegrationTypes types, RecordedDeliveries deliveries) throws IOException {
        Integrations integrations = new Integrations(
                types,
                new IntegrationStore(folder.resolve("integrations.json"), List.of()),
                new DeployedEntries(Optional.empty(), Optional.empty()),
                deliveries.control(),
                AllowedFolders.ALL,
                Clock.systemUTC());
        integrations.start();
        return integrations;
    }
}
