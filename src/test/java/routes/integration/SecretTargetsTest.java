package routes.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.disk.AllowedFolders;
import routes.integration.deployed.DeployedEntries;
import routes.integration.lifecycle.Integrations;
import routes.integration.lifecycle.Observed;
import routes.integration.type.IntegrationTypes;
import routes.integration.type.KameletFolder;
import routes.problem.Problem;
import routes.problem.ProblemException;

/** Whoever may change an integration, and may not read its secrets, does not get them by sending them elsewhere. */
final class SecretTargetsTest {

    private interface Attempt {
        void run();
    }

    private static final IfMatch ANY = new IfMatch(Optional.empty());

    @TempDir
    private Path folder;

    private final RecordedDeliveries deliveries = new RecordedDeliveries();
    private Integrations integrations;

    @BeforeEach
    void start() throws IOException {
        integrations = new Integrations(
                new IntegrationTypes(new DefaultCamelContext(), new KameletFolder(Optional.empty())),
                new IntegrationStore(folder.resolve("integrations.json"), List.of()),
                new DeployedEntries(Optional.empty(), Optional.empty()),
                deliveries.control(),
                AllowedFolders.ALL,
                Clock.systemUTC());
        integrations.start();
    }

    @Test
    void a_stored_secret_is_not_given_to_a_new_server() throws IOException {
        String id = id(integrations.create(Fixtures.json(Fixtures.SPLUNK)));

        for (String url : List.of(
                "https://evil:8088",
                "http://your-splunk:8088",
                "https://your-splunk:9999",
                "https://your-splunk:8088/services/collector")) {
            assertThat(errors(() -> integrations.patch(id, url(url), ANY, Fixtures.NOBODY)))
                    .extracting(Problem.Fault::pointer, Problem.Fault::code)
                    .containsExactly(tuple("/token", "secret_required_for_new_target"));
        }

        integrations.patch(id, url("https://YOUR-SPLUNK:8088/services/collector/event"), ANY, Fixtures.NOBODY);
        integrations.patch(id, url("https://new:8088").put("token", "entered again"), ANY, Fixtures.NOBODY);
        assertThat(deliveries.running.get(id).parameters().all()).containsEntry("url", "https://new:8088");
    }

    @Test
    void a_stored_secret_goes_over_no_other_protocol_or_mechanism_either() throws IOException {
        String id = id(
                integrations.create(
                        Fixtures.json(
                                """
                {"type":"kafka","brokers":"k:9093","topic":"t","security_protocol":"SASL_SSL",
                 "sasl_mechanism":"SCRAM-SHA-512","username":"u","password":"p-1"}""")));

        for (String change : List.of(
                "{\"security_protocol\":\"SASL_PLAINTEXT\"}",
                "{\"security_protocol\":null}",
                "{\"sasl_mechanism\":\"PLAIN\"}",
                "{\"brokers\":\"evil:9093\"}")) {
            assertThat(errors(() -> integrations.patch(id, Fixtures.json(change), ANY, Fixtures.NOBODY)))
                    .extracting(Problem.Fault::pointer, Problem.Fault::code)
                    .containsExactly(tuple("/password", "secret_required_for_new_target"));
        }
        integrations.patch(
                id, Fixtures.json("{\"topic\":\"other\",\"security_protocol\":\"SASL_SSL\"}"), ANY, Fixtures.NOBODY);
        integrations.patch(
                id, Fixtures.json("{\"sasl_mechanism\":\"PLAIN\",\"password\":\"p-1\"}"), ANY, Fixtures.NOBODY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"splunk_hec\",\"url\":\"https://a\",\"token\":\"p-1\"}",
                "{\"type\":\"elasticsearch\",\"url\":\"https://a\",\"index\":\"i\",\"api_key\":\"p-1\"}",
                "{\"type\":\"datadog\",\"url\":\"https://a\",\"api_key\":\"p-1\"}",
                "{\"type\":\"webhook\",\"url\":\"https://a\",\"token\":\"p-1\"}",
                "{\"type\":\"kafka\",\"brokers\":\"k:9093\",\"topic\":\"t\",\"security_protocol\":\"SASL_SSL\","
                        + "\"username\":\"u\",\"password\":\"p-1\"}"
            })
    void a_stored_secret_is_not_shown_to_whoever_another_authority_vouches_for(String settings) throws IOException {
        ObjectNode stated = Fixtures.json(settings).put("ca_file", "/etc/ca.pem");
        String id = id(integrations.create(stated));

        for (String change : List.of("{\"ca_file\":\"/srv/mine.pem\"}", "{\"ca_file\":null}")) {
            assertThat(errors(() -> integrations.patch(id, Fixtures.json(change), ANY, Fixtures.NOBODY)))
                    .extracting(Problem.Fault::code)
                    .containsExactly("secret_required_for_new_target");
        }
        String other = id(integrations.create(Fixtures.json(settings)));
        assertThat(errors(() -> integrations.patch(
                        other, Fixtures.json("{\"ca_file\":\"/srv/mine.pem\"}"), ANY, Fixtures.NOBODY)))
                .extracting(Problem.Fault::code)
                .containsExactly("secret_required_for_new_target");

        integrations.patch(
                id, Fixtures.json("{\"ca_file\":\"/etc/ca.pem\",\"batch\":{\"max_events\":7}}"), ANY, Fixtures.NOBODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/user:word@host/ca.pem", "//user@host/ca.pem", "user@host:ca.pem"})
    void a_file_of_authorities_is_no_address_whatever_its_name(String file) throws IOException {
        ObjectNode stated = Fixtures.json(Fixtures.SPLUNK).put("ca_file", file);

        assertThat(integrations
                        .create(stated)
                        .integration()
                        .settings()
                        .path("ca_file")
                        .asText())
                .isEqualTo(file);
    }

    private static ObjectNode url(String url) {
        return Fixtures.json("{}").put("url", url);
    }

    private static List<Problem.Fault> errors(Attempt attempt) {
        return problem(attempt).errors();
    }

    private static String id(Observed observed) {
        return observed.integration().id();
    }

    private static Problem problem(Attempt attempt) {
        return catchThrowableOfType(ProblemException.class, attempt::run).problem();
    }
}
