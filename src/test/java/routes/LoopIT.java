package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that would come in again are not sent, and not taken. */
class LoopIT {

    @TempDir
    private Path work;

    @Test
    void an_integration_that_points_at_the_router_itself_is_parked_and_nothing_comes_in_again() throws Exception {
        try (RouterProcess router = RouterProcess.start(work)) {
            String here = "127.0.0.1:" + router.port();
            List<String> integrations = List.of(
                    router.api().createIntegration(webhook("http://" + here + "/api/v1/events")),
                    router.api()
                            .createIntegration(
                                    "{\"type\":\"splunk_hec\",\"url\":\"http://%s\",\"token\":\"t\"}".formatted(here)),
                    router.api()
                            .createIntegration("{\"type\":\"syslog_cef\",\"url\":\"syslog://%s\"}".formatted(here)));
            router.api().accept(Traffic.events("event", 0, 3));

            for (String integration : integrations) {
                assertThat(router.api()
                                .awaitHealth(integration, "action_required")
                                .path("reason")
                                .asText())
                        .isEqualTo("own_address");
            }
            assertThat(router.api()
                            .post("test", webhook("http://" + here), 200)
                            .at("/stages/1/code")
                            .asText())
                    .isEqualTo("own_address");
            assertThat(journalled(router)).hasSize(3);
        }
    }

    @Test
    void a_router_that_may_send_to_itself_takes_nothing_of_it_in_all_the_same() throws Exception {
        Map<String, String> settings = Map.of("SIEM_API_TOKEN", "", "SIEM_ALLOW_OWN_ADDRESS", "true");
        try (RouterProcess router = RouterProcess.start(work, settings)) {
            String integration =
                    router.api().createIntegration(webhook("http://127.0.0.1:" + router.port() + "/api/v1/events"));
            router.api().accept(Traffic.events("event", 0, 3));

            assertThat(router.api()
                            .awaitHealth(integration, "action_required")
                            .path("reason")
                            .asText())
                    .isEqualTo("http_508");
            assertThat(journalled(router)).hasSize(3);
        }
    }

    @Test
    void what_came_through_more_than_one_router_is_not_taken() throws Exception {
        try (RouterProcess router = RouterProcess.start(work)) {
            assertThat(post(router, "one").statusCode()).isEqualTo(202);
            for (String hops : List.of("one,two", "one, two, three", "no name", "")) {
                HttpResponse<String> answer = post(router, hops);
                assertThat(answer.statusCode()).as(hops).isEqualTo(508);
                assertThat(answer.body()).contains("event_loop");
            }
            assertThat(journalled(router)).hasSize(1);
        }
    }

    @Test
    void two_routers_that_deliver_to_each_other_stop_after_one_round() throws Exception {
        try (RouterProcess first = RouterProcess.start(Files.createDirectory(work.resolve("first")));
                RouterProcess second = RouterProcess.start(Files.createDirectory(work.resolve("second")))) {
            String there = first.api()
                    .createIntegration(webhook("http://127.0.0.1:%d/api/v1/events".formatted(second.port())));
            String back = second.api()
                    .createIntegration(webhook("http://127.0.0.1:%d/api/v1/events".formatted(first.port())));
            first.api().accept(Traffic.events("event", 0, 5));

            first.api().awaitDelivered(there, 5);
            JsonNode parked = second.api().awaitHealth(back, "action_required");
            assertThat(parked.path("reason").asText()).isEqualTo("http_508");
            assertThat(parked.path("pending_events").asLong()).isEqualTo(5);
            assertThat(journalled(first)).hasSize(5);
            assertThat(journalled(second)).hasSize(5);
        }
    }

    private static HttpResponse<String> post(RouterProcess router, String hops) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + router.port() + "/api/v1/events"))
                .header("Authorization", "Bearer " + RouterProcess.TOKEN)
                .header("Content-Type", "application/json")
                .header("Siem-Router-Hops", hops)
                .POST(HttpRequest.BodyPublishers.ofString(Traffic.event("event")))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String webhook(String url) {
        return "{\"type\":\"webhook\",\"url\":\"%s\",\"token\":\"%s\"}".formatted(url, RouterProcess.TOKEN);
    }

    private static List<String> journalled(RouterProcess router) throws Exception {
        return Trail.sent(router.data());
    }
}
