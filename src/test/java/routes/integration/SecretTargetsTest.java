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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.disk.AllowedFolders;
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
                Fixtures.types(),
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
            assertThat(errors(() -> integrations.patch(id, url(url), ANY)))
                    .extracting(Problem.Fault::pointer, Problem.Fault::code)
                    .containsExactly(tuple("/token", "secret_required_for_new_target"));
        }

        integrations.patch(id, url("https://YOUR-SPLUNK:8088/services/collector/event"), ANY);
        integrations.patch(id, url("https://new:8088").put("token", "entered again"), ANY);
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
            assertThat(errors(() -> integrations.patch(id, Fixtures.json(change), ANY)))
                    .extracting(Problem.Fault::pointer, Problem.Fault::code)
                    .containsExactly(tuple("/password", "secret_required_for_new_target"));
        }
        integrations.patch(id, Fixtures.json("{\"topic\":\"other\",\"security_protocol\":\"SASL_SSL\"}"), ANY);
        integrations.patch(id, Fixtures.json("{\"sasl_mechanism\":\"PLAIN\",\"password\":\"p-1\"}"), ANY);
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
