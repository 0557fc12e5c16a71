package routes.integration.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.integration.ConfigurationException;
import routes.integration.Draft;
import routes.integration.Fixtures;
import routes.integration.ManagedBy;
import routes.integration.type.IntegrationTypes;
import routes.integration.type.KameletFolder;
import routes.integration.type.State;

final class EnvironmentIntegrationTest {

    private static final Path KAMELETS = Path.of("src/test/resources/integration/environment");
    private static final EnvironmentBatch BATCH = new EnvironmentBatch("true", "100", "5.0");

    @TempDir
    private Path folder;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Map<String, String> environment =
            new HashMap<>(Map.of("TELEGRAPH_HOST", "wire.example", "TELEGRAPH_KEY", "dot-dash"));

    @Test
    void the_documents_splunk_variables_make_a_splunk_integration() {
        environment.put("SPLUNK_HEC_URL", "https://splunk.example.com:8088");
        environment.put("SPLUNK_HEC_TOKEN", "your-hec-token-here");

        DeployedEntry entry = read("splunk", BATCH);

        assertThat(entry.id()).isEqualTo("environment-splunk_hec");
        assertThat(entry.managedBy()).isEqualTo(ManagedBy.ENVIRONMENT);
        assertThat(entry.draft().state()).isEqualTo(State.ACTIVE);
        assertThat(entry.draft().settings())
                .isEqualTo(
                        Fixtures.json(
                                """
                                {"url":"https://splunk.example.com:8088","batch":{"max_events":100,"max_wait_ms":5000}}"""));
        assertThat(entry.draft().secrets()).isEqualTo(Map.of("token", "your-hec-token-here"));
    }

    @Test
    void variables_are_composed_and_have_defaults_and_numbers_and_truths_are_some() {
        environment.put("TELEGRAPH_LOUD", "true");

        assertThat(read("telegraph", BATCH).draft().settings())
                .isEqualTo(
                        Fixtures.json(
                                """
                                {"url":"telegraph://wire.example:514","facility":16,"is_loud":true,
                                 "batch":{"max_events":100,"max_wait_ms":5000}}"""));
    }

    @Test
    void two_words_for_one_type_are_one_integration_in_whatever_case() {
        assertThat(read("Wire", BATCH).id())
                .isEqualTo(read("telegraph", BATCH).id())
                .isEqualTo("environment-telegraph");
    }

    @Test
    void what_is_set_to_nothing_is_not_set() {
        environment.put("TELEGRAPH_PORT", " ");
        environment.put("TELEGRAPH_OFFICE", "");

        assertThat(read("telegraph", new EnvironmentBatch("", "", "")).draft().settings())
                .isEqualTo(
                        Fixtures.json(
                                """
                                {"url":"telegraph://wire.example:514","facility":16,
                                 "batch":{"max_events":100,"max_wait_ms":5000}}"""));
    }

    @ParameterizedTest
    @CsvSource({
        "false,250,7.5,1,0",
        "False,250,7.5,1,0",
        "true,250,7.5,250,7500",
        "TRUE,1,0,1,0",
        "true,10000,60,10000,60000"
    })
    void batches_are_as_large_and_wait_as_long_as_the_variables_say(
            String mode, String size, String interval, int events, int millis) {
        var batch = read("telegraph", new EnvironmentBatch(mode, size, interval))
                .draft()
                .settings()
                .get("batch");

        assertThat(batch.get("max_events").asInt()).isEqualTo(events);
        assertThat(batch.get("max_wait_ms").asInt()).isEqualTo(millis);
    }

    @Test
    void a_secret_can_stand_in_a_file_or_in_a_vault() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "from-a-file\n");
        environment.remove("TELEGRAPH_KEY");
        environment.put("TELEGRAPH_KEY_FILE", file.toString());
        assertThat(read("telegraph", BATCH).draft().secrets()).containsEntry("key", "from-a-file");

        environment.remove("TELEGRAPH_KEY_FILE");
        environment.put("TELEGRAPH_KEY", "{{safe:key}}");
        assertThat(read("telegraph", BATCH).draft().secrets()).containsEntry("key", "opened-key");
    }

    @Test
    void a_setting_that_is_written_with_a_reference_is_shown_as_it_is_written() {
        environment.put("TELEGRAPH_HOST", "wire{{?env:NOBODY_SETS_THIS}}.example");
        Draft draft = read("telegraph", BATCH).draft();

        assertThat(draft.settings().path("url").asText())
                .isEqualTo("telegraph://wire{{?env:NOBODY_SETS_THIS}}.example:514");
        assertThat(draft.resolved()).containsEntry("url", "telegraph://wire.example:514");
    }

    @Test
    void a_secret_that_is_set_twice_is_refused_and_so_is_a_file_without_one() throws IOException {
        environment.put("TELEGRAPH_KEY_FILE", folder.resolve("absent").toString());
        assertThat(refused("telegraph", BATCH))
                .containsExactly(
                        "TELEGRAPH_KEY: the environment variables TELEGRAPH_KEY and TELEGRAPH_KEY_FILE are both set."
                                + " Keep one of them.");

        environment.remove("TELEGRAPH_KEY");
        assertThat(refused("telegraph", BATCH)).singleElement().satisfies(sentence -> assertThat(sentence)
                .contains("TELEGRAPH_KEY_FILE: the file ", "absent cannot be read"));

        environment.put(
                "TELEGRAPH_KEY_FILE",
                Files.writeString(folder.resolve("empty"), "\n").toString());
        assertThat(refused("telegraph", BATCH)).singleElement().satisfies(sentence -> assertThat(sentence)
                .contains("TELEGRAPH_KEY_FILE: the file ", "empty is empty"));
    }

    @Test
    void everything_that_is_missing_or_wrong_is_said_at_once() {
        environment.clear();

        assertThat(refused("telegraph", new EnvironmentBatch("yes", "0", "90")))
                .containsExactly(
                        "TELEGRAPH_HOST is not set, and SIEM_TYPE = telegraph needs it. The station. Set it.",
                        "TELEGRAPH_KEY is not set, and SIEM_TYPE = telegraph needs it. What is pressed. Set it, or set"
                                + " TELEGRAPH_KEY_FILE to the path of a file that holds it.",
                        "SIEM_BATCH_MODE = yes: expected true or false.",
                        "SIEM_BATCH_SIZE = 0: expected a whole number of events from 1 to 10000.",
                        "SIEM_FLUSH_INTERVAL = 90: expected seconds from 0 to 60, such as 5.0.");
    }

    @Test
    void a_wrong_value_is_named_by_its_variables_and_no_secret_is_quoted() {
        environment.put("TELEGRAPH_HOST", "no host at all");
        environment.put("TELEGRAPH_FACILITY", "24");
        environment.put("TELEGRAPH_LOUD", "very");
        environment.put("TELEGRAPH_OFFICE", "nort");
        environment.put("TELEGRAPH_KEY", "HUNTER2");

        List<String> sentences = refused("telegraph", BATCH);

        assertThat(sentences).hasSize(5);
        assertThat(sentences).anyMatch(said -> said.startsWith("TELEGRAPH_HOST, TELEGRAPH_PORT: url does not match"));
        assertThat(sentences)
                .anyMatch(said -> said.startsWith("TELEGRAPH_FACILITY: facility = 24 has to be at most 23"));
        assertThat(sentences).anyMatch(said -> said.startsWith("TELEGRAPH_LOUD: is_loud has to be of type boolean"));
        assertThat(sentences)
                .anyMatch(said -> said.startsWith("TELEGRAPH_OFFICE:") && said.contains("Did you mean north?"));
        assertThat(sentences).anyMatch(said -> said.startsWith("TELEGRAPH_KEY: key does not match"));
        assertThat(sentences.toString()).doesNotContain("HUNTER2", "no host at all");
    }

    @Test
    void a_wrong_filter_is_named_by_its_variable_and_not_quoted() {
        for (String wrong : List.of("tenant_id=acme", "{\"tenant\":\"acme\"}", "{\"tenant_id\":\"acme\"}}", "[]")) {
            environment.put("SIEM_FILTER", wrong);

            assertThat(refused("telegraph", BATCH)).as(wrong).singleElement().satisfies(said -> assertThat(said)
                    .startsWith("SIEM_FILTER: ")
                    .doesNotContain("acme"));
        }
    }

    @Test
    void authority_client_certificate_and_proxy_are_those_of_the_variables() {
        environment.putAll(Map.of(
                "SPLUNK_HEC_URL", "https://splunk.example.com:8088",
                "SPLUNK_HEC_TOKEN", "your-hec-token-here",
                "SIEM_CA_FILE", "/etc/ca.pem",
                "SIEM_CLIENT_CERTIFICATE_FILE", "/etc/router.pem",
                "SIEM_CLIENT_KEY_FILE", "/etc/router.key",
                "SIEM_PROXY_URL", "http://proxy.example.com:3128",
                "SIEM_PROXY_SECRET", "user:password"));

        Draft draft = read("splunk", BATCH).draft();

        assertThat(draft.settings())
                .isEqualTo(
                        Fixtures.json(
                                """
                                {"url":"https://splunk.example.com:8088","ca_file":"/etc/ca.pem",
                                 "client_certificate_file":"/etc/router.pem","client_key_file":"/etc/router.key",
                                 "proxy_url":"http://proxy.example.com:3128","batch":{"max_events":100,"max_wait_ms":5000}}"""));
        assertThat(draft.secrets()).isEqualTo(Map.of("token", "your-hec-token-here", "proxy_secret", "user:password"));
    }

    @Test
    void what_a_type_has_no_use_for_is_told() {
        environment.putAll(Map.of("SYSLOG_HOST", "syslog.example.com", "SIEM_CA_FILE", "/etc/ca.pem"));

        assertThat(refused("syslog", BATCH)).singleElement().satisfies(said -> assertThat(said)
                .startsWith("SIEM_CA_FILE is set, and SIEM_TYPE = syslog has no use for it."));
    }

    @Test
    void the_largest_syslog_message_and_elasticsearch_s_template_have_variables() {
        environment.putAll(Map.of(
                "SYSLOG_HOST", "syslog.example.com",
                "SYSLOG_MAX_MESSAGE_BYTES", "8192",
                "ELASTICSEARCH_URL", "https://elasticsearch.example.com:9200",
                "ELASTICSEARCH_TEMPLATE", "create"));

        assertThat(read("syslog", BATCH)
                        .draft()
                        .settings()
                        .path("max_message_bytes")
                        .asInt())
                .isEqualTo(8192);
        assertThat(read("elk", BATCH).draft().settings().path("create_template").asText())
                .isEqualTo("create");
        environment.put("ELASTICSEARCH_TEMPLATE", "creat");
        assertThat(refused("elk", BATCH)).singleElement().satisfies(said -> assertThat(said)
                .startsWith("ELASTICSEARCH_TEMPLATE: ")
                .contains("create"));
    }

    @ParameterizedTest
    @CsvSource({"abc", "0", "65536", "51 4", "-1"})
    void a_port_that_is_none_is_said_without_a_pattern(String port) {
        environment.putAll(Map.of("SYSLOG_HOST", "syslog.example.com", "SYSLOG_PORT", port));

        assertThat(refused("syslog", BATCH))
                .containsExactly("SYSLOG_PORT = " + port + ": expected a port from 1 to 65535.");
    }

    @Test
    void a_user_without_a_password_is_told_at_the_start_and_so_is_a_certificate_without_a_key() {
        environment.putAll(Map.of(
                "ELASTICSEARCH_URL", "https://elasticsearch.example.com:9200",
                "ELASTICSEARCH_USERNAME", "siem-writer",
                "SIEM_CLIENT_CERTIFICATE_FILE", "/etc/router.pem"));

        assertThat(refused("elk", BATCH))
                .containsExactlyInAnyOrder(
                        "ELASTICSEARCH_PASSWORD: password is missing: username alone is of no use. Set both, or neither.",
                        "SIEM_CLIENT_KEY_FILE: client_key_file is missing: client_certificate_file alone is of no use. Set"
                                + " both, or neither.");
    }

    @Test
    void an_unknown_type_is_told_those_there_are() {
        assertThat(refused("splunc", BATCH))
                .containsExactly(
                        "SIEM_TYPE = splunc: expected one of datadog, elasticsearch, elk, splunk, syslog, telegraph,"
                                + " wire. Did you mean splunk?");
    }

    private DeployedEntry read(String word, EnvironmentBatch batch) {
        IntegrationTypes types = new IntegrationTypes(context, new KameletFolder(Optional.of(KAMELETS)));
        return new EnvironmentIntegration(word, batch, environment, types, new Placeholders(context)).read();
    }

    private List<String> refused(String word, EnvironmentBatch batch) {
        return catchThrowableOfType(ConfigurationException.class, () -> read(word, batch))
                .sentences();
    }
}
