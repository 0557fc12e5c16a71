package routes.integration.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.api.IntegrationView;
import routes.deliver.DeliverySettings;
import routes.deliver.health.Health;
import routes.disk.AllowedFolders;
import routes.event.EventType;
import routes.event.Kind;
import routes.event.Selection;
import routes.event.Severity;
import routes.integration.ConfigurationException;
import routes.integration.Fixtures;
import routes.integration.IfMatch;
import routes.integration.Integration;
import routes.integration.IntegrationStore;
import routes.integration.RecordedDeliveries;
import routes.integration.deployed.DeployedEntries;
import routes.integration.deployed.IntegrationsFile;
import routes.integration.deployed.Placeholders;
import routes.integration.deployed.SecretReferences;
import routes.integration.type.State;
import routes.problem.Problem;
import routes.problem.ProblemException;

final class IntegrationsTest {

    private static final IfMatch ANY = new IfMatch(Optional.empty());
    private static final String ENTRY =
            "integrations: [{id: dove, type: pigeon, loft: tower, whistle: {env: WHISTLE}}]";

    @TempDir
    private Path folder;

    private RecordedDeliveries deliveries = new RecordedDeliveries();

    @Test
    void an_integration_starts_with_the_kamelet_s_own_names_and_the_type_s_defaults() throws IOException {
        String id = id(started().create(Fixtures.json(Fixtures.SPLUNK)));

        DeliverySettings settings = deliveries.running.get(id);
        assertThat(settings.kamelet()).startsWith("siem-splunk-hec-sink-");
        assertThat(settings.parameters().all())
                .containsEntry("token", "your-hec-token")
                .containsEntry("sourceType", "mitrity:governance")
                .containsEntry("maxBytes", "900000")
                .doesNotContainKey("compression");
        assertThat(settings.maxEvents()).isEqualTo(400);
        assertThat(settings.redeliveries()).isEqualTo(3);
        assertThat(settings.startFrom()).isEqualTo("now");
    }

    @Test
    void event_types_and_severity_become_the_selection() throws IOException {
        ObjectNode body = Fixtures.json(Fixtures.SPLUNK).put("min_severity", "high");

        Selection selection = deliveries.running.get(id(started().create(body))).selection();

        assertThat(selection.contains(Kind.of(EventType.of("policy.deny"), Severity.HIGH)))
                .isTrue();
        assertThat(selection.contains(Kind.of(EventType.of("policy.alert"), Severity.MEDIUM)))
                .isFalse();
        assertThat(selection.contains(Kind.of(EventType.of("hold.denied"), Severity.HIGH)))
                .isFalse();
    }

    @Test
    void after_a_restart_the_active_run_and_the_paused_wait() throws IOException {
        Integrations before = started();
        String active = id(before.create(Fixtures.json(Fixtures.SPLUNK)));
        String paused = id(before.create(Fixtures.json(Fixtures.SPLUNK)));
        before.pause(paused, Fixtures.NOBODY);

        deliveries = new RecordedDeliveries();
        Integrations after = started();

        assertThat(deliveries.calls).containsExactly("start " + active, "pause " + paused);
        assertThat(after.get(paused).integration().state()).isEqualTo(State.PAUSED);
    }

    @Test
    void one_that_does_not_start_keeps_no_other_from_starting_and_says_so_without_a_secret() throws IOException {
        Integrations before = started();
        before.create(Fixtures.json("{\"type\":\"pigeon\",\"loft\":\"l\",\"whistle\":\"hunter2\"}"));
        String good = id(before.create(Fixtures.json(Fixtures.SPLUNK)));

        deliveries = new RecordedDeliveries();
        deliveries.unstartable.add("pigeon");
        Integrations after = started();

        assertThat(deliveries.running).containsOnlyKeys(good);
        Observed broken = after.all().get(0);
        assertThat(broken.status().health()).isEqualTo(Health.ACTION_REQUIRED);
        assertThat(broken.status().reason().orElseThrow().code()).isEqualTo("start_failed");
        assertThat(broken.status().toString()).doesNotContain("hunter2");

        deliveries.unstartable.clear();
        assertThat(after.retryNow(id(broken)).status().health()).isEqualTo(Health.UNKNOWN);
    }

    @Test
    void a_patch_rotates_one_secret_and_keeps_the_other_fields() throws IOException {
        Integrations integrations = started();
        String id = id(integrations.create(Fixtures.json(Fixtures.SPLUNK)));

        Observed change = integrations.patch(
                id, Fixtures.json("{\"token\":\"rotated\",\"source_type\":null}"), ANY, Fixtures.NOBODY);
        Integration after = change.integration();

        assertThat(after.version()).isEqualTo(2);
        assertThat(after.secrets().get("token").value()).isEqualTo("rotated");
        assertThat(after.settings().has("source_type")).isFalse();
        assertThat(after.settings().get("event_types")).hasSize(6);
        assertThat(deliveries.running.get(id).parameters().all()).containsEntry("token", "rotated");
    }

    @Test
    void what_was_read_can_be_sent_back_and_keeps_state_and_secret() throws IOException {
        Integrations integrations = started();
        String id = id(integrations.create(Fixtures.json(Fixtures.SPLUNK)));
        ObjectNode read =
                IntegrationView.of(integrations.pause(id, Fixtures.NOBODY)).put("source_type", "other");
        read.remove("state");

        Integration after = integrations.replace(id, read, ANY, Fixtures.NOBODY).integration();

        assertThat(after.state()).isEqualTo(State.PAUSED);
        assertThat(after.secrets().get("token").value()).isEqualTo("your-hec-token");
        assertThat(after.settings().get("source_type").asText()).isEqualTo("other");
        assertThat(after.settings().has("health")).isFalse();
    }

    @Test
    void type_and_start_never_change() throws IOException {
        Integrations integrations = started();
        String id = id(integrations.create(Fixtures.json(Fixtures.SPLUNK)));

        assertThat(errors(() -> integrations.patch(
                        id, Fixtures.json("{\"type\":\"pigeon\",\"start_from\":\"earliest\"}"), ANY, Fixtures.NOBODY)))
                .extracting(Problem.Fault::pointer, Problem.Fault::code)
                .contains(tuple("/type", "immutable"), tuple("/start_from", "immutable"));
    }

    @Test
    void what_was_refused_changed_nothing() throws IOException {
        Integrations integrations = started();
        String id = id(integrations.create(Fixtures.json(Fixtures.SPLUNK)));
        byte[] stored = Files.readAllBytes(store());

        assertThatThrownBy(() -> integrations.patch(id, Fixtures.json("{\"url\":null}"), ANY, Fixtures.NOBODY))
                .isInstanceOf(ProblemException.class);

        assertThat(integrations.get(id).integration().version()).isEqualTo(1);
        assertThat(Files.readAllBytes(store())).isEqualTo(stored);
    }

    @Test
    void what_cannot_be_stored_is_not_started() throws IOException {
        Integrations integrations = started();
        Files.createDirectories(store().resolve("in the way"));

        assertThat(problem(() -> integrations.create(Fixtures.json(Fixtures.SPLUNK)))
                        .code())
                .isEqualTo("not_stored");

        assertThat(integrations.all()).isEmpty();
        assertThat(deliveries.calls).isEmpty();
    }

    @Test
    void the_file_s_integrations_can_be_paused_but_not_changed() throws IOException {
        Integrations integrations = started(ENTRY);

        assertThat(deliveries.running.get("dove").parameters().all()).containsEntry("whistle", "tweet");
        assertThat(problem(() -> integrations.patch("dove", Fixtures.json("{}"), ANY, Fixtures.NOBODY))
                        .code())
                .isEqualTo("managed_by_file");
        assertThat(problem(() -> integrations.delete("dove", true, ANY, Fixtures.NOBODY))
                        .code())
                .isEqualTo("managed_by_file");
        assertThat(integrations.pause("dove", Fixtures.NOBODY).integration().state())
                .isEqualTo(State.PAUSED);
        assertThat(Files.readString(store())).contains("dove").doesNotContain("tweet");
    }

    @Test
    void what_may_wait_for_an_integration_that_cannot_be_started_is_not_deleted_unasked() throws IOException {
        String id = id(started().create(Fixtures.json(Fixtures.SPLUNK)));
        deliveries = new RecordedDeliveries();
        deliveries.unstartable.add(id);
        Integrations restarted = started();

        assertThatThrownBy(() -> restarted.delete(id, false, ANY, Fixtures.NOBODY))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("has_pending"));
        assertThat(deliveries.calls).isEmpty();

        restarted.delete(id, true, ANY, Fixtures.NOBODY);
        assertThat(restarted.all()).isEmpty();
    }

    @Test
    void an_entry_that_vanished_is_kept_while_it_has_a_backlog() throws IOException {
        started(ENTRY);
        deliveries = new RecordedDeliveries();
        deliveries.pending.put("dove", 3L);

        Integrations without = started("integrations: []");
        assertThat(without.get("dove").integration().state()).isEqualTo(State.PAUSED);
        assertThat(problem(() -> without.resume("dove", Fixtures.NOBODY)).code())
                .isEqualTo("removed_from_file");

        Integrations back = started(ENTRY);
        assertThat(back.get("dove").integration().state()).isEqualTo(State.ACTIVE);

        deliveries = new RecordedDeliveries();
        assertThat(started("integrations: []").all()).isEmpty();
        assertThat(deliveries.calls).containsExactly("pause dove", "remove dove");
    }

    @Test
    void a_start_that_changes_nothing_writes_nothing() throws IOException {
        started().create(Fixtures.json(Fixtures.SPLUNK));
        Object before = Files.readAttributes(store(), "unix:ino").get("ino");

        started();

        assertThat(Files.readAttributes(store(), "unix:ino")).containsEntry("ino", before);
    }

    @Test
    void a_file_entry_cannot_take_the_place_of_another_integration() throws IOException {
        String id = id(started().create(Fixtures.json(Fixtures.SPLUNK)));

        assertThatThrownBy(() -> started(ENTRY.replace("dove", id)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(id);
    }

    private interface Attempt {
        void run();
    }

    private static Problem problem(Attempt attempt) {
        return catchThrowableOfType(ProblemException.class, attempt::run).problem();
    }

    private static List<Problem.Fault> errors(Attempt attempt) {
        return problem(attempt).errors();
    }

    private static String id(Observed observed) {
        return observed.integration().id();
    }

    private Path store() {
        return folder.resolve("integrations.json");
    }

    private Integrations started() throws IOException {
        return started(Optional.empty());
    }

    private Integrations started(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("integrations.yaml"), yaml);
        SecretReferences references = new SecretReferences(
                name -> name.equals("WHISTLE") ? "tweet" : "", new Placeholders(new DefaultCamelContext()));
        return started(Optional.of(new IntegrationsFile(file, Fixtures.types(), references)));
    }

    private Integrations started(Optional<IntegrationsFile> file) throws IOException {
        Integrations integrations = new Integrations(
                Fixtures.types(),
                new IntegrationStore(store(), List.of()),
                new DeployedEntries(file, Optional.empty()),
                deliveries.control(),
                AllowedFolders.ALL,
                Clock.systemUTC());
        integrations.start();
        return integrations;
    }
}
