package routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.RouteServer;
import routes.integration.Fixtures;
import routes.integration.RecordedDeliveries;

/** That the same request twice makes one integration, and that people can tell them apart. */
class IntegrationIdentityTest {

    private static final String COLLECTION = "/api/v1/integrations/siem";
    private static final String KEY = "0b9f0c1e-5a30-4e0f-9a52-6d1c7a5f3e10";

    @TempDir
    private Path folder;

    private final RecordedDeliveries deliveries = new RecordedDeliveries();
    private RouteServer server;

    @BeforeEach
    void start() throws Exception {
        server = IntegrationsServer.start(folder, deliveries);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_put_to_a_new_id_makes_it_and_the_same_again_replaces_it() throws Exception {
        HttpResponse<String> made = send("PUT", "/soc-splunk", Fixtures.SPLUNK);
        HttpResponse<String> again = send("PUT", "/soc-splunk", Fixtures.SPLUNK);

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("Location")).contains(COLLECTION + "/soc-splunk");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(deliveries.running).containsOnlyKeys("soc-splunk");
    }

    @Test
    void without_a_type_or_with_a_condition_nothing_is_made() throws Exception {
        assertThat(send("PUT", "/soc-splunk", "{\"index\":\"x\"}").statusCode()).isEqualTo(404);
        HttpResponse<String> conditional =
                server.send(request("PUT", "/soc-splunk", Fixtures.SPLUNK).header("If-Match", "*"));

        assertThat(conditional.statusCode()).isEqualTo(412);
        assertThat(deliveries.running).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upper", "dot.ted", "-begins", "types2%20", "a%2Fb", "environment-splunk_hec", "\u00fcber"})
    void an_id_that_cannot_stand_in_a_path_or_a_file_s_name_is_refused(String id) throws Exception {
        String path = id.replace("\u00fc", "%C3%BC");

        assertThat(send("PUT", "/" + path, Fixtures.SPLUNK).statusCode()).isIn(400, 422);
        assertThat(send("PUT", "/" + "a".repeat(64), Fixtures.SPLUNK).statusCode())
                .isEqualTo(422);
        assertThat(deliveries.running).isEmpty();
    }

    @Test
    void with_an_idempotency_key_the_same_request_twice_makes_one() throws Exception {
        HttpResponse<String> first = keyed(Fixtures.SPLUNK);
        HttpResponse<String> second = keyed(Fixtures.SPLUNK);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(Fixtures.json(second.body()).get("id"))
                .isEqualTo(Fixtures.json(first.body()).get("id"));
        assertThat(deliveries.running).hasSize(1);
    }

    @Test
    void the_same_key_with_another_body_makes_none() throws Exception {
        keyed(Fixtures.SPLUNK);
        HttpResponse<String> other = keyed(Fixtures.SPLUNK.replace("{", "{\"index\":\"other\","));

        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(Fixtures.json(other.body()).get("code").asText()).isEqualTo("idempotency_key_reused");
        assertThat(deliveries.running).hasSize(1);
    }

    @Test
    void two_that_the_api_makes_have_two_names() throws Exception {
        send("POST", "", named("SOC"));
        HttpResponse<String> second = send("POST", "", named("SOC"));
        HttpResponse<String> other = send("POST", "", named("SOC 2"));
        String id = Fixtures.json(other.body()).get("id").asText();

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(Fixtures.json(second.body()).get("code").asText()).isEqualTo("name_taken");
        assertThat(send("PATCH", "/" + id, "{\"name\":\"SOC\"}").statusCode()).isEqualTo(409);
        assertThat(send("PATCH", "/" + id, "{\"name\":\"SOC 2\"}").statusCode()).isEqualTo(200);
        assertThat(deliveries.running).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "splunk, splunk_hec",
        "Splunk-HEC, splunk_hec",
        "elk, elasticsearch",
        "elastic, elasticsearch",
        "syslog, syslog_json",
        "cef, ''",
        "splunk_hek, splunk_hec",
        "web_hook, webhook"
    })
    void a_type_that_is_nearly_one_is_told_which(String given, String meant) throws Exception {
        HttpResponse<String> refused = send("POST", "", "{\"type\":\"" + given + "\"}");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(Fixtures.json(refused.body()).at("/errors/0/suggestion").asText())
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?tpye=splunk_hec", "?state=paused&limit=3", "?x"})
    void a_parameter_that_the_call_does_not_have_is_refused(String query) throws Exception {
        HttpResponse<String> refused = send("GET", query, null);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Fixtures.json(refused.body()).get("code").asText()).isEqualTo("unknown_parameter");
        assertThat(send("GET", "?", null).statusCode()).isEqualTo(200);
    }

    @Test
    void a_parameter_that_is_misspelt_deletes_nothing() throws Exception {
        send("PUT", "/soc-splunk", Fixtures.SPLUNK);
        HttpResponse<String> refused = send("DELETE", "/soc-splunk?discard_pendin=true", null);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Fixtures.json(refused.body()).get("detail").asText()).endsWith("Did you mean discard_pending?");
        assertThat(deliveries.running).hasSize(1);
    }

    private static String named(String name) {
        return Fixtures.SPLUNK.replaceFirst("\\{", "{\"name\":\"" + name + "\",");
    }

    private HttpResponse<String> keyed(String body) throws Exception {
        return server.send(request("POST", "", body).header("Idempotency-Key", KEY));
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return server.send(request(method, path, body));
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return server.request(COLLECTION + path)
                .header("Authorization", "Bearer your-api-key")
                .header("Content-Type", "application/json")
                .method(method, publisher);
    }
}
