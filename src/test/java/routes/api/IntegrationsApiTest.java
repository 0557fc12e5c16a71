package routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.RouteServer;
import routes.integration.Fixtures;
import routes.integration.RecordedDeliveries;

final class IntegrationsApiTest {

    private static final String COLLECTION = "/api/v1/integrations/siem";
    private static final String TOKEN = "your-hec-token";

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
    void the_specification_s_example_creates_an_integration() throws Exception {
        HttpResponse<String> created = send("POST", "", Fixtures.SPLUNK);

        assertThat(created.statusCode()).isEqualTo(201);
        JsonNode body = Fixtures.json(created.body());
        String id = body.get("id").asText();
        assertThat(id).matches("splunk_hec-[0-9a-f]{8}");
        assertThat(created.headers().firstValue("Location")).contains(COLLECTION + "/" + id);
        assertThat(created.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(deliveries.running).containsOnlyKeys(id);
    }

    @Test
    void the_read_shape_has_everything_but_the_secret() throws Exception {
        send("POST", "", Fixtures.SPLUNK);

        String answer = send("GET", "", null).body();
        JsonNode one = Fixtures.json(answer).at("/data/0");

        assertThat(one.fieldNames())
                .toIterable()
                .contains("id", "name", "type", "state", "managed_by", "health", "reason", "detail", "remedy")
                .contains("since", "next_retry_at", "last_success_at", "pending_events", "oldest_pending_at")
                .contains("dead_letters", "delivered", "attempts", "failures", "url", "source_type", "compression")
                .contains("event_types", "min_severity", "batch", "retry", "start_from", "created_at", "updated_at");
        assertThat(one.at("/secrets/token/set").asBoolean()).isTrue();
        assertThat(one.at("/secrets/token/hint").asText()).matches("sha256:[0-9a-f]{8}");
        assertThat(answer).doesNotContain(TOKEN);
    }

    @Test
    void what_a_client_sends_in_headers_is_not_in_the_answer() throws Exception {
        String id = created();

        HttpResponse<String> answer =
                server.send(authorized("/" + id).header("X-Canary", "canary").header("id", "other"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Fixtures.json(answer.body()).get("id").asText()).isEqualTo(id);
        assertThat(answer.headers().map().toString()).doesNotContain("canary", "your-api-key");
    }

    @Test
    void a_content_type_in_the_address_is_not_the_body_s() throws Exception {
        HttpResponse<String> answer = server.send(authorized("?Content-Type=application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Fixtures.SPLUNK)));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(deliveries.calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json; charset=utf8||UTF-8|201", "application/json; charset=us-ascii|identity|UTF-8|201",
                "application/json; charset=\"no;such\"||UTF-8|201", "application/json; charset=utf-16||UTF-16|400",
                "application/json|gzip|UTF-8|415", "application/json, text/plain||UTF-8|415"
            })
    void the_body_is_json_in_utf_8_whatever_is_said_of_it(String type, String coding, String charset, int status)
            throws Exception {
        HttpRequest.Builder request = authorized("").setHeader("Content-Type", type);
        if (coding != null) {
            request.header("Content-Encoding", coding);
        }

        assertThat(server.send(request.POST(HttpRequest.BodyPublishers.ofByteArray(Fixtures.SPLUNK.getBytes(charset))))
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void a_bad_configuration_is_named_by_pointer_with_a_suggestion_and_nothing_is_created() throws Exception {
        HttpResponse<String> answer = send("POST", "", Fixtures.SPLUNK.replace("policy.deny", "policy.denied"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode error = Fixtures.json(answer.body()).at("/errors/0");
        assertThat(error.get("pointer").asText()).isEqualTo("/event_types/0");
        assertThat(error.get("suggestion").asText()).isEqualTo("policy.deny");
        assertThat(answer.body()).doesNotContain(TOKEN);
        assertThat(deliveries.calls).isEmpty();
    }

    @Test
    void pausing_resuming_and_retrying_answer_with_the_resource() throws Exception {
        String id = created();

        assertThat(Fixtures.json(send("POST", "/" + id + "/pause", null).body())
                        .get("state")
                        .asText())
                .isEqualTo("paused");
        assertThat(send("POST", "/" + id + "/retry-now", null).statusCode()).isEqualTo(409);
        assertThat(Fixtures.json(send("POST", "/" + id + "/resume", null).body())
                        .get("state")
                        .asText())
                .isEqualTo("active");
        assertThat(send("POST", "/" + id + "/retry-now", null).statusCode()).isEqualTo(200);
        assertThat(deliveries.calls).containsExactly("start " + id, "pause " + id, "start " + id, "retry " + id);
    }

    @Test
    void a_change_of_a_version_that_is_not_current_is_refused() throws Exception {
        String id = created();
        ObjectNode patch = Fixtures.json("{\"name\":\"Production\"}");

        assertThat(patchIf("\"1\"", id, patch).headers().firstValue("ETag")).contains("\"2\"");
        assertThat(patchIf("\"1\"", id, patch).statusCode()).isEqualTo(412);
        assertThat(patchIf("*", id, patch).statusCode()).isEqualTo(200);
    }

    @Test
    void deleting_with_a_backlog_has_to_be_meant() throws Exception {
        String id = created();
        deliveries.pending.put(id, 5L);

        assertThat(send("DELETE", "/" + id, null).statusCode()).isEqualTo(409);
        assertThat(send("DELETE", "/" + id + "?discard_pending=true", null).statusCode())
                .isEqualTo(204);
        assertThat(send("GET", "/" + id, null).statusCode()).isEqualTo(404);
    }

    @Test
    void many_of_one_type_stand_side_by_side() throws Exception {
        assertThat(created()).isNotEqualTo(created());

        assertThat(Fixtures.json(send("GET", "", null).body()).get("data")).hasSize(2);
    }

    @Test
    void a_put_replaces_the_settings_and_keeps_the_secret() throws Exception {
        String id = created();

        HttpResponse<String> answer = send(
                "PUT",
                "/" + id,
                "{\"url\":\"https://your-splunk:8088/services/collector/event\",\"index\":\"security\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Fixtures.json(answer.body()).get("event_types")).hasSize(16);
        assertThat(deliveries.running.get(id).parameters().all())
                .containsEntry("token", TOKEN)
                .containsEntry("index", "security")
                .doesNotContainKey("sourceType");
    }

    @Test
    void the_types_come_with_the_schema_of_their_body() throws Exception {
        JsonNode types = Fixtures.json(send("GET", "/types", null).body()).get("data");

        assertThat(types).extracting(type -> type.get("type").asText()).contains("pigeon", "splunk_hec");
        assertThat(types)
                .allSatisfy(type -> assertThat(type.at("/schema/$schema").asText())
                        .isEqualTo("https://json-schema.org/draft/2020-12/schema"));
    }

    @Test
    void curl_without_a_content_type_is_told_what_is_wrong() throws Exception {
        HttpResponse<String> answer = server.send(server.request(COLLECTION)
                .header("Authorization", "Bearer your-api-key")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Fixtures.SPLUNK)));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("Content-Type: application/json").doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "'',400",
        "[],400",
        "'{\"token\":\"your-hec-token',400",
        "'{\"a\":1,\"a\":2}',400",
        "'{}x',400",
        "{},422"
    })
    void a_body_that_is_no_json_object_is_refused_without_quoting_it(String body, int status) throws Exception {
        HttpResponse<String> answer = send("POST", "", body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain(TOKEN);
    }

    @Test
    void a_body_of_more_than_a_mebibyte_is_refused() throws Exception {
        HttpResponse<String> answer = send("POST", "", "{\"name\":\"" + "x".repeat(1 << 20) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("\"code\":\"body_too_large\"").contains("send less");
    }

    @ParameterizedTest
    @CsvSource({"GET,'',200", "GET,/types,200", "POST,'',415", "DELETE,/none,404", "PATCH,'',405", "GET,/none/pause,405"
    })
    void every_call_needs_the_token_whether_it_exists_or_not(String method, String path, int status) throws Exception {
        HttpRequest.Builder open =
                server.request(COLLECTION + path).method(method, HttpRequest.BodyPublishers.noBody());
        assertThat(server.send(open).statusCode()).isEqualTo(401);

        HttpRequest.Builder authorized = authorized(path).method(method, HttpRequest.BodyPublishers.noBody());
        assertThat(server.send(authorized).statusCode()).isEqualTo(status);
    }

    private String created() throws Exception {
        return Fixtures.json(send("POST", "", Fixtures.SPLUNK).body()).get("id").asText();
    }

    private HttpResponse<String> patchIf(String condition, String id, ObjectNode patch) throws Exception {
        return server.send(authorized("/" + id)
                .header("If-Match", condition)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(patch.toString())));
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest.Builder request = authorized(path);
        if (body == null) {
            return server.send(request.method(method, HttpRequest.BodyPublishers.noBody()));
        }
        return server.send(request.header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder authorized(String path) {
        return server.request(COLLECTION + path).header("Authorization", "Bearer your-api-key");
    }
}
