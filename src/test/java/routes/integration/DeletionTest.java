package routes.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.disk.AllowedFolders;
import routes.integration.deployed.DeployedEntries;
import routes.integration.lifecycle.Integrations;
import routes.integration.lifecycle.Observed;
import routes.problem.Problem;
import routes.problem.ProblemException;

final class DeletionTest {

    private static final IfMatch ANY = new IfMatch(Optional.empty());

    @TempDir
    private Path folder;

    private RecordedDeliveries deliveries = new RecordedDeliveries();

    @Test
    void deleting_asks_before_it_loses_events() throws IOException {
        Integrations integrations = started();
        String id = id(integrations.create(Fixtures.json(Fixtures.SPLUNK)));
        deliveries.pending.put(id, 12L);

        Problem problem = refused(() -> integrations.delete(id, false, ANY, Fixtures.NOBODY));
        assertThat(problem.code()).isEqualTo("has_pending");
        assertThat(problem.detail()).contains("12 pending events");

        integrations.delete(id, true, ANY, Fixtures.NOBODY);
        assertThat(integrations.all()).isEmpty();
        assertThat(deliveries.calls).endsWith("remove " + id);
        deliveries = new RecordedDeliveries();
        assertThat(started().all()).isEmpty();
    }

    @Test
    void a_deletion_is_stored_before_its_cursor_goes_and_comes_back_where_that_fails() throws IOException {
        Integrations integrations = started();
        String id = id(integrations.create(Fixtures.json(Fixtures.SPLUNK)));
        List<String> storedMeanwhile = new ArrayList<>();
        deliveries.onRemove = () -> {
            storedMeanwhile.add(contentOf(store()));
            throw new IllegalStateException("busy");
        };

        assertThat(refused(() -> integrations.delete(id, true, ANY, Fixtures.NOBODY))
                        .code())
                .isEqualTo("not_removed");

        assertThat(storedMeanwhile).singleElement().asString().doesNotContain(id);
        assertThat(contentOf(store())).contains(id);
        assertThat(deliveries.running).containsKey(id);
    }

    @Test
    void a_start_says_which_integrations_there_are_so_that_others_are_forgotten() throws IOException {
        String id = id(started().create(Fixtures.json(Fixtures.SPLUNK)));
        deliveries = new RecordedDeliveries();

        started();

        assertThat(deliveries.kept).containsExactly(id);
    }

    private static Problem refused(Runnable deletion) {
        return catchThrowableOfType(ProblemException.class, deletion::run).problem();
    }

    private static String id(Observed observed) {
        return observed.integration().id();
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Path store() {
        return folder.resolve("integrations.json");
    }

    private Integrations started() throws IOException {
        Integrations integrations = new Integrations(
                Fixtures.types(),
                new IntegrationStore(store(), List.of()),
                new DeployedEntries(Optional.empty(), Optional.empty()),
                deliveries.control(),
                AllowedFolders.ALL,
                Clock.systemUTC());
        integrations.start();
        return integrations;
    }
}
