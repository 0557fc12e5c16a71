package routes.integration.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.disk.AllowedFolders;
import routes.integration.ConfigurationException;
import routes.integration.Fixtures;
import routes.integration.IfMatch;
import routes.integration.IntegrationStore;
import routes.integration.ManagedBy;
import routes.integration.RecordedDeliveries;
import routes.integration.lifecycle.Integrations;
import routes.integration.type.IntegrationTypes;
import routes.integration.type.KameletFolder;
import routes.integration.type.State;
import routes.problem.ProblemException;

/** The integration of the environment over several starts of a router. */
final class DeployedEntriesTest {

    private static final Path KAMELETS = Path.of("src/test/resources/integration/environment");
    private static final String ID = "environment-telegraph";
    private static final IfMatch ANY = new IfMatch(Optional.empty());
    private static final Map<String, String> VARIABLES =
            Map.of("TELEGRAPH_HOST", "wire.example", "TELEGRAPH_KEY", "dot-dash");

    @TempDir
    private Path folder;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final IntegrationTypes types = new IntegrationTypes(context, new KameletFolder(Optional.of(KAMELETS)));
    private final Placeholders placeholders = new Placeholders(context);
    private RecordedDeliveries deliveries = new RecordedDeliveries();

    @Test
    void it_runs_and_can_be_paused_but_not_changed() throws IOException {
        Integrations integrations = started("telegraph", VARIABLES);

        assertThat(deliveries.running.get(ID).parameters().all())
                .containsEntry("url", "telegraph://wire.example:514")
                .containsEntry("key", "dot-dash");
        assertThat(deliveries.running.get(ID).maxWaitMillis()).isEqualTo(5000);
        assertThat(code(() -> integrations.patch(ID, Fixtures.json("{}"), ANY, Fixtures.NOBODY)))
                .isEqualTo("managed_by_environment");
        assertThat(code(() -> integrations.replace(ID, Fixtures.json("{}"), ANY, Fixtures.NOBODY)))
                .isEqualTo("managed_by_environment");
        assertThat(code(() -> integrations.delete(ID, true, ANY, Fixtures.NOBODY)))
                .isEqualTo("managed_by_environment");
        assertThat(integrations.pause(ID, Fixtures.NOBODY).integration().state())
                .isEqualTo(State.PAUSED);
        assertThat(Files.readString(store())).contains("\"environment\"").doesNotContain("dot-dash");
    }

    @Test
    void what_comes_in_before_it_starts_is_for_it_too() throws IOException {
        Integrations integrations = made("telegraph", VARIABLES, Optional.empty());

        integrations.load();

        assertThat(deliveries.claimed).containsExactly(ID);
        assertThat(deliveries.calls).isEmpty();
    }

    @Test
    void a_restart_with_the_same_variables_changes_nothing() throws IOException {
        started("telegraph", VARIABLES);
        byte[] before = Files.readAllBytes(store());

        Integrations restarted = started("wire", VARIABLES);

        assertThat(restarted.get(ID).integration().version()).isEqualTo(1);
        assertThat(Files.readAllBytes(store())).isEqualTo(before);
    }

    @Test
    void without_its_variables_it_is_kept_paused_while_it_has_a_backlog_and_can_be_deleted() throws IOException {
        started("telegraph", VARIABLES);
        deliveries = new RecordedDeliveries();
        deliveries.pending.put(ID, 3L);

        Integrations without = started("", Map.of());
        assertThat(without.get(ID).integration().state()).isEqualTo(State.PAUSED);
        assertThat(without.get(ID).integration().managedBy()).isEqualTo(ManagedBy.ENVIRONMENT);
        assertThat(code(() -> without.resume(ID, Fixtures.NOBODY))).isEqualTo("removed_from_environment");

        Integrations back = started("telegraph", VARIABLES);
        assertThat(back.get(ID).integration().state()).isEqualTo(State.ACTIVE);

        Integrations again = started("", Map.of());
        again.delete(ID, true, ANY, Fixtures.NOBODY);
        assertThat(again.all()).isEmpty();
    }

    @Test
    void without_its_variables_and_a_backlog_it_is_gone() throws IOException {
        started("telegraph", VARIABLES);

        assertThat(started("", Map.of()).all()).isEmpty();
    }

    @Test
    void what_is_wrong_in_the_file_and_in_the_environment_is_said_together() throws IOException {
        Path file = Files.writeString(folder.resolve("integrations.yaml"), "integrations: [{id: a, type: none}]");

        assertThatThrownBy(() -> started("telegraf", Map.of(), Optional.of(file)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("entry 1 (a), field type = none")
                .hasMessageContaining("Did you mean telegraph?");
        assertThat(deliveries.calls).isEmpty();
    }

    @Test
    void an_entry_of_the_file_cannot_have_its_id() throws IOException {
        Path file = Files.writeString(
                folder.resolve("integrations.yaml"),
                "integrations: [{id: environment-telegraph, type: telegraph, url: 'telegraph://a:1', key: '{{safe:k}}'}]");

        assertThatThrownBy(() -> started("telegraph", VARIABLES, Optional.of(file)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(ID + " of the environment has the id of another integration");
    }

    private static String code(Runnable attempt) {
        return catchThrowableOfType(ProblemException.class, attempt::run)
                .problem()
                .code();
    }

    private Path store() {
        return folder.resolve("integrations.json");
    }

    private Integrations started(String word, Map<String, String> variables) throws IOException {
        return started(word, variables, Optional.empty());
    }

    private Integrations started(String word, Map<String, String> variables, Optional<Path> file) throws IOException {
        Integrations integrations = made(word, variables, file);
        integrations.start();
        return integrations;
    }

    private Integrations made(String word, Map<String, String> variables, Optional<Path> file) {
        EnvironmentBatch batch = new EnvironmentBatch("true", "100", "5.0");
        DeployedEntries deployed = new DeployedEntries(
                file.map(path -> new IntegrationsFile(
                        path, types, new SecretReferences(name -> variables.getOrDefault(name, ""), placeholders))),
                Optional.of(word)
                        .filter(set -> !set.isEmpty())
                        .map(set -> new EnvironmentIntegration(set, batch, variables, types, placeholders)));
        IntegrationStore store = new IntegrationStore(store(), List.of());
        return new Integrations(types, store, deployed, deliveries.control(), AllowedFolders.ALL, Clock.systemUTC());
    }
}
