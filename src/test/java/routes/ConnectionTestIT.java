package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The connection test through the API of a whole router, beside deliveries that go on. */
class ConnectionTestIT {

    private static final String NO_STORED_SECRET = "unsaved-canary-55aa";

    private static RouterProcess router;
    private static RouterApi api;

    private final Collector collector = Collector.start();

    @BeforeAll
    static void start_the_router(@TempDir Path work) {
        router = RouterProcess.start(
                work,
                Map.of(
                        "SIEM_REFUSED_ADDRESSES",
                        "169.254.0.0/16,127.0.0.99",
                        "SIEM_FILE_FOLDERS",
                        System.getProperty("java.io.tmpdir")));
        api = router.api();
    }

    @AfterAll
    static void stop_the_router() {
        router.close();
    }

    @AfterEach
    void stop_the_collector() {
        collector.close();
    }

    @Test
    void a_stored_integration_is_tested_with_its_secret_and_its_delivery_is_not_disturbed() throws IOException {
        collector.requireToken(Collector.TOKEN);
        String id = api.createIntegration(collector.integration());
        api.accept(Traffic.events("before", 0, 3));
        JsonNode before = api.awaitDelivered(id, 3);

        JsonNode report = tested(id + "/test", "");

        assertThat(report.path("ok").asBoolean()).as(report.toString()).isTrue();
        assertThat(stages(report)).containsExactly("dns", "address", "tcp", "credentials", "event");
        assertThat(collector.requests().get(collector.requests().size() - 1))
                .contains("siem-router connection test", "agent.connected");
        JsonNode after = api.integration(id);
        for (String figure : List.of("delivered", "attempts", "failures", "pending_events", "version", "health")) {
            assertThat(after.path(figure)).as(figure).isEqualTo(before.path(figure));
        }
        api.accept(Traffic.events("after", 0, 3));
        api.awaitDelivered(id, 6);
        assertThat(collector.ids()).containsAll(Traffic.ids("after", 0, 3));
        api.deleteWithPending(id);
    }

    @Test
    void the_wrong_token_of_an_unsaved_integration_is_told_and_neither_stored_nor_logged() throws IOException {
        collector.requireToken(Collector.TOKEN);
        String body = collector.integration().replace(Collector.TOKEN, NO_STORED_SECRET);
        int integrations = list().size();

        JsonNode report = tested("test", body);

        assertThat(report.path("ok").asBoolean()).isFalse();
        JsonNode last = report.path("stages").get(report.path("stages").size() - 1);
        assertThat(last.path("stage").asText()).isEqualTo("credentials");
        assertThat(last.path("code").asText()).isEqualTo("hec_4");
        assertThat(last.path("remedy").asText()).isNotEmpty();
        assertThat(last.path("ms").isIntegralNumber()).isTrue();
        assertThat(list()).hasSize(integrations);
        assertThat(report.toString()).doesNotContain(NO_STORED_SECRET);
        assertThat(router.log()).doesNotContain(NO_STORED_SECRET);
    }

    @Test
    void the_operator_s_refused_addresses_hold_for_the_test_and_for_delivery() throws IOException {
        String body = collector.integration().replace("127.0.0.1", "127.0.0.99");

        JsonNode report = tested("test", body);
        assertThat(stages(report)).containsExactly("dns", "address");

        String id = api.createIntegration(body);
        api.accept(Traffic.event("kept"));
        JsonNode seen = api.awaitHealth(id, "action_required");
        assertThat(seen.path("reason").asText()).isEqualTo("address_refused");
        assertThat(seen.path("pending_events").asInt()).isEqualTo(1);
        assertThat(collector.requests()).isEmpty();
        api.deleteWithPending(id);
    }

    @Test
    void a_paused_integration_whose_destination_is_down_can_be_tested() throws IOException {
        String id = api.createIntegration(collector.integration());
        api.lifecycle(id, "pause");
        collector.goDown();

        JsonNode report = tested(id + "/test", "");
        assertThat(stages(report)).containsExactly("dns", "address", "tcp");
        assertThat(report.at("/stages/2/code").asText()).isEqualTo("connection_refused");
        api.deleteWithPending(id);
    }

    @ParameterizedTest
    @MethodSource("routes.Destination#types")
    void whatever_the_type_a_closed_port_is_told_with_stage_reason_and_remedy(String type) throws IOException {
        JsonNode report = tested("test", Destination.closed(type));

        assertThat(report.path("ok").asBoolean()).isFalse();
        assertThat(stages(report)).containsExactly("dns", "address", "tcp");
        assertThat(report.at("/stages/2/code").asText()).isEqualTo("connection_refused");
        assertThat(report.at("/stages/2/remedy").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("routes.Destination#simpleTypes")
    void whatever_the_type_the_marked_event_arrives(String type) throws IOException {
        try (Destination destination = Destination.open(type)) {
            JsonNode report = tested("test", destination.integration());

            assertThat(report.path("ok").asBoolean()).as(report.toString()).isTrue();
            assertThat(stages(report)).startsWith("dns", "address", "tcp").endsWith("event");
            Await.until("the test event is there", () -> destination.received().stream()
                    .anyMatch(event -> event.contains("siem-router connection test")));
        }
    }

    @Test
    void a_folder_that_is_missing_is_told_and_in_one_that_is_there_nothing_stays(@TempDir Path folder)
            throws IOException {
        Path archive = folder.resolve("archive");
        String body = "{\"type\":\"file\",\"folder\":\"" + archive + "\"}";

        JsonNode report = tested("test", body);
        assertThat(stages(report)).containsExactly("event");
        assertThat(report.at("/stages/0/code").asText()).isEqualTo("missing_folder");
        assertThat(report.at("/stages/0/remedy").asText()).isNotEmpty();

        Files.createDirectory(archive);
        report = tested("test", body);
        assertThat(report.path("ok").asBoolean()).as(report.toString()).isTrue();
        assertThat(archive).isEmptyDirectory();
    }

    @Test
    void what_cannot_be_tested_is_a_problem() {
        assertThat(post("no-such-id/test", "").statusCode()).isEqualTo(404);
        assertThat(post("test", "{\"type\":\"splunk_hec\"}").statusCode()).isEqualTo(422);
        assertThat(post("test", "{").statusCode()).isEqualTo(400);
        RouterApi stranger = new RouterApi("http://127.0.0.1:" + router.port(), "", router::log);
        assertThat(stranger.send("POST", RouterApi.INTEGRATIONS + "/test", new byte[] {'{', '}'})
                        .statusCode())
                .isEqualTo(401);
    }

    private static JsonNode tested(String path, String body) throws IOException {
        HttpResponse<String> answer = post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static HttpResponse<String> post(String path, String body) {
        return api.send("POST", RouterApi.INTEGRATIONS + "/" + path, body.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode list() throws IOException {
        return new ObjectMapper()
                .readTree(api.send("GET", RouterApi.INTEGRATIONS, new byte[0]).body())
                .path("data");
    }

    private static List<String> stages(JsonNode report) {
        List<String> names = new ArrayList<>();
        report.path("stages").forEach(stage -> names.add(stage.path("stage").asText()));
        return names;
    }
}
