package routes.integration.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.integration.ConfigurationException;
import routes.integration.Draft;
import routes.integration.Effective;
import routes.integration.Fixtures;
import routes.integration.Integration;
import routes.integration.ManagedBy;
import routes.integration.StoredIntegration;
import routes.integration.type.IntegrationType;
import routes.integration.type.IntegrationTypes;

final class IntegrationsFileTest {

    @TempDir
    private Path folder;

    private final Map<String, String> variables = new HashMap<>(Map.of("SPLUNK_TOKEN", "from-env"));

    @Test
    void secrets_come_from_the_environment_and_from_files() throws IOException {
        Path secret = Files.writeString(folder.resolve("token"), "from-a-file\n");

        List<DeployedEntry> entries = read(
                """
                integrations:
                  - id: splunk-prod
                    type: splunk_hec
                    url: https://splunk:8088
                    token: {env: SPLUNK_TOKEN}
                  - name: The Other One!
                    type: splunk_hec
                    url: https://other:8088
                    token: {file: %s}
                """
                        .formatted(secret));

        assertThat(entries).extracting(DeployedEntry::id).containsExactly("splunk-prod", "the-other-one");
        assertThat(entries.get(0).draft().secrets()).containsEntry("token", "from-env");
        assertThat(entries.get(1).draft().secrets()).containsEntry("token", "from-a-file");
    }

    @Test
    void a_secret_s_variable_has_a_twin_that_names_a_file() throws IOException {
        Path secret = Files.writeString(folder.resolve("token"), "from-a-file\n");
        String yaml =
                """
                integrations:
                  - {id: a, type: splunk_hec, url: 'https://s:8088', token: {env: SPLUNK_TOKEN}}
                """;
        variables.put("SPLUNK_TOKEN_FILE", secret.toString());
        assertThat(refused(yaml)).singleElement().satisfies(sentence -> assertThat(sentence)
                .contains(
                        "entry 1 (a), field token: the environment variables SPLUNK_TOKEN and SPLUNK_TOKEN_FILE are both"
                                + " set. Keep one of them."));

        variables.remove("SPLUNK_TOKEN");
        assertThat(read(yaml).get(0).draft().secrets()).containsEntry("token", "from-a-file");

        Files.writeString(secret, "\n");
        assertThat(refused(yaml)).singleElement().satisfies(sentence -> assertThat(sentence)
                .contains("entry 1 (a), field token: SPLUNK_TOKEN_FILE: the file ", "token is empty"));

        variables.clear();
        assertThat(refused(yaml)).singleElement().satisfies(sentence -> assertThat(sentence)
                .contains("the environment variable SPLUNK_TOKEN is not set. Set it, or set SPLUNK_TOKEN_FILE"));
    }

    @Test
    void what_a_reference_stands_for_is_a_number_or_a_truth_where_the_setting_is_one() throws IOException {
        Draft draft =
                read("""
                        integrations:
                          - id: a
                            type: pigeon
                            loft: l
                            wing_beats: "{{env:NO_SUCH_VARIABLE:12}}"
                            is_trained: "{{env:NO_SUCH_VARIABLE:false}}"
                        """)
                        .get(0)
                        .draft();
        assertThat(draft.resolved()).isEqualTo(Map.of("wing_beats", "12", "is_trained", "false"));
        assertThat(draft.settings().path("wing_beats").asText()).isEqualTo("{{env:NO_SUCH_VARIABLE:12}}");

        List<String> sentences = refused(
                """
                integrations:
                  - {id: a, type: pigeon, loft: l, wing_beats: "{{?env:NO_SUCH_VARIABLE}}21"}
                  - {id: b, type: pigeon, loft: l, is_trained: "{{env:NO_SUCH_VARIABLE:barely}}"}
                  - {id: c, type: pigeon, loft: l, wing_beats: "12"}
                """);
        assertThat(sentences).hasSize(3);
        assertThat(sentences.get(0)).contains("field wing_beats: What {{?env:NO_SUCH_VARIABLE}}21 stands for is none");
        assertThat(sentences.get(1)).contains("field is_trained: is_trained has to be of type boolean");
        assertThat(sentences.get(2)).contains("field wing_beats: wing_beats has to be of type integer");
    }

    @Test
    void everything_that_is_wrong_is_said_at_once_and_no_secret_quoted() {
        List<String> sentences = refused(
                """
                integrations:
                  - {id: a, type: splunk_hec, url: 'https://s:8088', token: hunter2}
                  - {id: b, type: splunk_hec, url: 'https://s:8088', token: {env: NOT_SET}}
                  - {id: c, type: splunk_hec, url: 'https://s:8088', token: {env: SPLUNK_TOKEN}, event_types: [policy.denied]}
                  - {id: d, type: telegraph}
                  - {id: c, type: pigeon, loft: l}
                  - {type: pigeon, loft: l}
                  - {id: types, type: pigeon, loft: l}
                """);

        assertThat(sentences).hasSize(7);
        assertThat(sentences.get(0)).contains("entry 1 (a), field token", "by reference");
        assertThat(sentences.get(1)).contains("entry 2 (b), field token", "NOT_SET is not set");
        assertThat(sentences.get(2)).contains("entry 3 (c), field event_types.0", "Did you mean policy.deny?");
        assertThat(sentences.get(3)).contains("entry 4 (d), field type = telegraph", "pigeon, splunk_hec");
        assertThat(sentences.get(5)).contains("entry 6 needs an id");
        assertThat(sentences.get(6)).contains("entry 7 (types) has an id that is an address of the API");
        assertThat(sentences.toString()).doesNotContain("hunter2", "from-env");
    }

    @Test
    void a_vault_s_function_on_the_class_path_gives_secrets_and_parts_of_settings() throws IOException {
        List<DeployedEntry> entries = read(
                """
                integrations:
                  - id: splunk-prod
                    type: splunk_hec
                    url: https://{{safe:host}}:8088
                    token: "{{safe:splunk/token}}"
                """);

        assertThat(entries.get(0).draft().resolved()).containsExactly(Map.entry("url", "https://opened-host:8088"));
        assertThat(entries.get(0).draft().secrets()).containsEntry("token", "opened-splunk/token");
    }

    @Test
    void what_a_reference_stands_for_is_used_and_neither_shown_nor_stored() throws IOException {
        IntegrationTypes types = Fixtures.types();
        List<DeployedEntry> entries = read(
                """
                integrations:
                  - id: splunk-prod
                    type: splunk_hec
                    url: https://{{safe:host}}:8088
                    token: {env: SPLUNK_TOKEN}
                """);
        Integration integration = Integration.create(
                "splunk-prod", ManagedBy.FILE, entries.get(0).draft(), Instant.parse("2026-11-29T10:00:00Z"));
        IntegrationType type = types.named("splunk_hec").orElseThrow();

        assertThat(Effective.delivery(type, integration).parameters().all())
                .containsEntry("url", "https://opened-host:8088");
        assertThat(Effective.settings(type, integration).path("url").asText()).isEqualTo("https://{{safe:host}}:8088");
        assertThat(StoredIntegration.write(integration).toString())
                .contains("{{safe:host}}")
                .doesNotContain("opened-host", "from-env");
    }

    @Test
    void what_a_reference_stands_for_is_in_no_complaint_about_it() {
        List<String> sentences = refused(
                """
                integrations:
                  - {id: a, type: splunk_hec, url: '{{safe:hunter2}}', token: {env: SPLUNK_TOKEN}}
                """);

        assertThat(sentences).singleElement().asString().contains("field url");
        assertThat(sentences.toString()).doesNotContain("opened-");
    }

    @Test
    void what_a_vault_does_not_give_is_said_without_quoting_what_was_asked() {
        List<String> sentences = refused(
                """
                integrations:
                  - {id: a, type: splunk_hec, url: 'https://s:8088', token: '{{safe:shut-hunter2}}'}
                  - {id: b, type: splunk_hec, url: 'https://{{nothing-hunter2}}', token: {env: SPLUNK_TOKEN}}
                  - {id: c, type: splunk_hec, url: 'https://s:8088', token: 'hunter2{{safe:x}}'}
                """);

        assertThat(sentences.get(0))
                .contains("entry 1 (a), field token: {{safe:...}} cannot be resolved (IllegalStateException)");
        assertThat(sentences.get(1))
                .contains("entry 2 (b), field url: {{...}} is no reference. Write {{function:name}}");
        assertThat(sentences.get(2)).contains("entry 3 (c), field token", "by reference");
        assertThat(sentences.toString()).doesNotContain("hunter2");
    }

    @Test
    void a_file_that_is_no_list_of_integrations_is_refused() {
        assertThat(refused("integration: []").get(0)).contains("expected one key, integrations", "found integration");
        assertThat(refused("integrations: [").get(0)).contains("not YAML");
        assertThat(refused("integrations:\n  - {id: a, id: b}").get(0)).contains("a key stands twice");
    }

    private List<DeployedEntry> read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("integrations.yaml"), yaml);
        SecretReferences references = new SecretReferences(
                name -> variables.getOrDefault(name, ""), new Placeholders(new DefaultCamelContext()));
        return new IntegrationsFile(file, Fixtures.types(), references).read();
    }

    private List<String> refused(String yaml) {
        return catchThrowableOfType(ConfigurationException.class, () -> read(yaml))
                .sentences();
    }
}
