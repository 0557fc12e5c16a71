package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What engineers log in routes and Kamelets of their own is printed as loud as SIEM_LOG_LEVEL says, and never a secret or an event. */
class OwnRoutesLogIT {

    private static final String ROUTE =
            """
            # Says something at each level. In: a greeting. Out: another one.
            - route:
                id: own-greeting
                from:
                  uri: platform-http:/greeting
                  steps:
                    - log: { loggingLevel: INFO, message: "the route says info" }
                    - log: { loggingLevel: DEBUG, message: "the route says debug" }
                    - to: { uri: "log:com.acme.audit", parameters: { level: INFO, showAll: true } }
                    - setBody: { constant: "heard" }
            """;

    private static final String KAMELET =
            """
            # Logs what it gets and drops it. In: a batch. Out: the same batch.
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: own-log-sink
              labels: { camel.apache.org/kamelet.type: sink, siem.router/integration-type: own_log }
            spec:
              definition:
                title: Log
                type: object
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - log: { message: "the kamelet has ${body.size} event(s): ${body}" }
            """;

    private static final String HUSH = "hush-4417";
    private static final String CANARY = "canary-8812";

    private final Collector collector = Collector.start();
    private final Map<String, String> environment = new HashMap<>();
    private Path work;
    private RouterProcess router;

    @BeforeEach
    void write_a_route_and_a_kamelet(@TempDir Path folder) throws IOException {
        work = folder;
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Path kamelets = Files.createDirectories(folder.resolve("kamelets"));
        Files.writeString(routes.resolve("greeting.camel.yaml"), ROUTE);
        Files.writeString(kamelets.resolve("own-log-sink.kamelet.yaml"), KAMELET);
        environment.putAll(Map.of("SIEM_ROUTES_DIR", routes.toString(), "SIEM_KAMELETS_DIR", kamelets.toString()));
    }

    @AfterEach
    void stop() {
        if (router != null) {
            router.close();
        }
        collector.close();
    }

    @Test
    void what_is_logged_at_info_is_printed_and_the_libraries_are_not_heard() {
        start("");
        greet();
        String id = router.api().createIntegration("{\"type\":\"own_log\"}");
        router.api().accept(Traffic.event(CANARY));
        router.api().awaitDelivered(id, 1);

        assertThat(router.log())
                .contains("INFO  own-greeting the route says info", "INFO  audit Exchange[")
                .contains("INFO  sink-" + id + " the kamelet has 1 event(s)")
                .doesNotContain("the route says debug", CANARY);
        assertThat(router.logLines(line -> line.matches(".* INFO  (Camel|Default|Abstract|Base|Vert|Netty).*")))
                .isEmpty();
    }

    @Test
    void a_level_by_name_and_one_for_the_rest_are_kept() {
        start("own-greeting=debug,com.acme.audit=off,warn");
        greet();

        assertThat(router.log())
                .contains("DEBUG own-greeting the route says debug")
                .doesNotContain("Exchange[", "siem-router (not packaged) listens", " listens on ");
    }

    @Test
    void a_level_that_there_is_not_or_that_would_print_secrets_ends_the_start_with_a_sentence() {
        for (String wrong : List.of("own-greeting=loud", "org.apache.hc.client5.http.wire=debug")) {
            environment.put("SIEM_LOG_LEVEL", wrong);
            RouterProcess refused = RouterProcess.launch(work, environment);
            assertThat(refused.awaitExit()).isEqualTo(1);
            assertThat(refused.log()).contains("siem-router: SIEM_LOG_LEVEL: \"" + wrong);
        }
    }

    @Test
    void with_everything_at_trace_no_secret_and_no_event_is_printed() {
        start("trace,org.apache=trace,org.snakeyaml=trace,io.netty=trace,io.vertx=trace,com.fasterxml=trace");
        RouterApi api = router.api();
        String id = api.createIntegration("{\"type\":\"webhook\",\"url\":\"" + collector.url() + "/hook\",\"token\":\""
                + HUSH + "\",\"signing_secret\":\"" + HUSH + HUSH + "\"}");
        api.accept(Traffic.event(CANARY));
        api.awaitDelivered(id, 1);
        collector.answerNext(Reply.of(422, "{\"error\":\"" + CANARY + "\"}"));
        api.accept(Traffic.event(CANARY + "-refused"));
        api.awaitIntegration(
                id, "has a dead letter", seen -> seen.path("dead_letters").asInt() == 1);

        assertThat(router.logLines(line -> line.contains("TRACE "))).isNotEmpty();
        assertThat(router.logLines(line -> line.contains("DEBUG "))).isNotEmpty();
        assertThat(router.logLines(line ->
                        line.contains(HUSH) || line.contains(RouterProcess.TOKEN) || line.contains(Collector.TOKEN)))
                .isEmpty();
        assertThat(router.logLines(line -> line.contains(CANARY))).isEmpty();
    }

    /** Camel makes a header of a form's key and sends headers back, which the server refuses with a message that quotes it. */
    @Test
    void a_body_that_is_sent_as_a_form_to_an_own_route_is_in_no_line() throws Exception {
        start("");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), router.port())) {
            String body = "{\"id\":\"p1\",\"matched_text\":\"" + CANARY + "\"}";
            socket.getOutputStream()
                    .write(("POST /greeting HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + RouterProcess.TOKEN
                                    + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                                    + body.length() + "\r\nConnection: close\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 500 ");
        }

        assertThat(router.logLines(line -> line.contains("a request to /greeting could not be answered")))
                .hasSize(1);
        assertThat(router.logLines(line -> line.contains("Failed handling"))).isEmpty();
    }

    private void start(String levels) {
        environment.put("SIEM_LOG_LEVEL", levels);
        router = RouterProcess.start(work, environment);
    }

    private void greet() {
        assertThat(router.api().send("GET", "/greeting", new byte[0]).body()).isEqualTo("heard");
    }
}
