package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.destination.http.Receiver;
import routes.event.Samples;

/** examples/json-shape as it is shipped: a Kamelet that makes JSON of its own of each event, by Camel's own steps. */
class JsonShapeExampleIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Of what nothing may be taken for anything but a text. */
    private static final String NASTY = "a,b) \"${sys.java.home}\" '{{env:HOME}}' \\ ${body}, größer\n";

    private final Receiver destination = Receiver.plain();
    private RouterProcess router;
    private String id;

    @BeforeEach
    void start(@TempDir Path work) {
        router = RouterProcess.start(
                work,
                Map.of(
                        "SIEM_KAMELETS_DIR",
                        Path.of("examples/json-shape").toAbsolutePath().toString()));
        id = router.api()
                .createIntegration("{\"type\":\"incident\",\"url\":\"" + destination.url()
                        + "/incidents\",\"key\":\"k-1\",\"team\":\"night shift\"}");
    }

    @AfterEach
    void stop() {
        router.close();
        destination.close();
    }

    @Test
    void an_event_arrives_in_the_shape_that_the_kamelet_gives_it() throws IOException {
        ObjectNode event = Samples.json("policy-deny").put("reason", NASTY);

        router.api().accept(event.toString());
        router.api().awaitDelivered(id, 1);

        Receiver.Request request = destination.requests().get(0);
        assertThat(request.header("X-Api-Key")).isEqualTo("k-1");
        JsonNode body = JSON.readTree(request.body());
        assertThat(body.path("team").asText()).isEqualTo("night shift");
        JsonNode incident = body.path("incidents").path(0);
        assertThat(incident.path("what").asText()).isEqualTo("policy.deny");
        assertThat(incident.path("how_bad").asText()).isEqualTo("HIGH");
        assertThat(incident.path("who")).isEqualTo(event.path("agent_id"));
        assertThat(incident.path("why").asText()).isEqualTo(NASTY);
        assertThat(incident.path("when").isNumber()).isTrue();
        assertThat(incident.path("event")).isEqualTo(event);
    }

    @Test
    void all_events_of_a_batch_are_in_it_in_their_order_and_a_busy_destination_gets_them_again() throws IOException {
        destination.answerNext(503);
        router.api().accept(Traffic.events("shape", 0, 30));
        router.api().awaitDelivered(id, 30);

        List<String> arrived = new ArrayList<>();
        for (Receiver.Request request :
                destination.requests().subList(1, destination.requests().size())) {
            JSON.readTree(request.body())
                    .path("incidents")
                    .forEach(incident -> arrived.add(incident.at("/event/id").asText()));
        }
        assertThat(arrived).isEqualTo(Traffic.ids("shape", 0, 30));
    }
}
