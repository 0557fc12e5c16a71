package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.destination.http.ConnectProxy;
import routes.destination.http.Receiver;
import routes.destination.net.TestAuthority;

/** A collector that is reached through a forward proxy alone, which resolves its name and asks for credentials. */
class ForwardProxyIT {

    private static final int MORE_THAN_ARE_ASKED_FOR = 50;
    private static final String PASSWORD = "proxy-canary-81d4";
    private static final String CREDENTIALS = "user:" + PASSWORD;
    /** Of the credentials, as a header has them. */
    private static final String ENCODED = "dXNlcjpwcm94eS1jYW5hcnktODFkNA==";

    /** RFC 6761: nobody but the proxy knows this name. */
    private static final String HOST = "splunk.nowhere.invalid";

    @TempDir
    private Path folder;

    private TestAuthority authority;
    private Receiver collector;
    private ConnectProxy proxy;

    @BeforeEach
    void start() {
        authority = new TestAuthority(folder).sign("server", "dns:" + HOST, "-1d", 400);
        collector = Receiver.tls(authority.server("server"), false);
        for (int i = 0; i < MORE_THAN_ARE_ASKED_FOR; i++) {
            byte[] success = "{\"text\":\"Success\",\"code\":0}".getBytes(StandardCharsets.UTF_8);
            collector.answerNext(200, success, "Content-Type", "application/json");
        }
        proxy = ConnectProxy.asking(URI.create(collector.url()).getPort(), CREDENTIALS);
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        collector.close();
    }

    @Test
    void events_reach_it_and_the_proxy_s_credentials_show_nowhere(@TempDir Path work) {
        try (RouterProcess router = RouterProcess.start(work)) {
            RouterApi api = router.api();
            String id = api.createIntegration(
                    integration("\"proxy_url\":\"" + proxy.url() + "\",\"proxy_secret\":\"" + CREDENTIALS + "\","));
            JsonNode report = api.post(id + "/test", "", 200);
            api.accept(Traffic.events("through", 0, 20));
            JsonNode seen = api.awaitDelivered(id, 20);

            assertArrived("through", 20);
            assertLedByTheProxy(report);
            assertThat(proxy.heads()).allSatisfy(head -> assertThat(head)
                    .startsWith("CONNECT " + HOST + ":443 HTTP/1.1")
                    .contains("Proxy-Authorization: Basic " + ENCODED));
            assertThat(collector.requests()).allSatisfy(request -> assertThat(request.header("Proxy-Authorization"))
                    .isNull());
            assertThat(report.toString() + seen + metrics(api) + router.log()).doesNotContain(PASSWORD, ENCODED);
        }
    }

    @Test
    void nothing_is_lost_while_the_proxy_refuses_the_credentials(@TempDir Path work) {
        try (RouterProcess router = RouterProcess.start(work)) {
            RouterApi api = router.api();
            String id = api.createIntegration(
                    integration("\"proxy_url\":\"" + proxy.url() + "\",\"proxy_secret\":\"user:wrong-canary\","));
            api.accept(Traffic.events("kept", 0, 5));
            JsonNode seen = api.awaitHealth(id, "action_required");
            JsonNode report = api.post(id + "/test", "", 200);

            assertThat(seen.path("reason").asText()).isEqualTo("http_407");
            assertThat(seen.path("pending_events").asInt()).isEqualTo(5);
            assertThat(report.at("/stages/2/stage").asText()).isEqualTo("credentials");
            assertThat(report.at("/stages/2/code").asText()).isEqualTo("http_407");
            assertThat(collector.requests()).isEmpty();
            assertThat(router.log() + seen + report).doesNotContain("wrong-canary");

            api.patch(id, "{\"proxy_secret\":\"" + CREDENTIALS + "\"}");
            api.awaitDelivered(id, 5);
            assertArrived("kept", 5);
        }
    }

    @Test
    void the_environment_s_proxy_is_taken_where_none_is_set(@TempDir Path work) {
        String variable = proxy.url().replace("http://", "http://" + CREDENTIALS + "@");
        try (RouterProcess router = RouterProcess.start(work, Map.of("HTTPS_PROXY", variable));
                Receiver local = Receiver.plain()) {
            RouterApi api = router.api();
            String near = api.createIntegration("{\"type\":\"webhook\",\"url\":\"" + local.url() + "\"}");
            String far = api.createIntegration(integration(""));
            JsonNode report = api.post(far + "/test", "", 200);
            api.accept(Traffic.events("by-default", 0, 10));
            JsonNode seen = api.awaitDelivered(far, 10);
            api.awaitDelivered(near, 10);

            assertArrived("by-default", 10);
            assertLedByTheProxy(report);
            assertThat(report.toString() + seen + metrics(api) + router.log()).doesNotContain(PASSWORD, ENCODED);
        }
    }

    @Test
    void what_no_proxy_names_is_reached_without_it(@TempDir Path work) {
        Map<String, String> variables = new HashMap<>(Map.of("https_proxy", proxy.url(), "NO_PROXY", ".invalid"));
        try (RouterProcess router = RouterProcess.start(work, variables)) {
            JsonNode report = router.api().post("test", integration(""), 200);

            assertThat(report.at("/stages/0/stage").asText()).isEqualTo("dns");
            assertThat(report.at("/stages/0/code").asText()).isEqualTo("unknown_host");
            assertThat(proxy.heads()).isEmpty();
        }
    }

    @Test
    void a_variable_that_is_no_proxy_keeps_the_router_from_starting_and_is_not_shown(@TempDir Path work) {
        try (RouterProcess router =
                RouterProcess.launch(work, Map.of("HTTPS_PROXY", "socks5://" + CREDENTIALS + "@proxy:1080"))) {
            assertThat(router.awaitExit()).isEqualTo(1);
            assertThat(router.log())
                    .contains("siem-router: HTTPS_PROXY (or https_proxy) is not the address of a proxy")
                    .doesNotContain(PASSWORD);
        }
    }

    private String integration(String more) {
        return """
                {"type":"splunk_hec",%s"url":"https://%s","token":"hec-token","ca_file":"%s"}"""
                .formatted(more, HOST, authority.caFile());
    }

    private static String metrics(RouterApi api) {
        return api.send("GET", "/metrics", new byte[0]).body();
    }

    private static void assertLedByTheProxy(JsonNode report) {
        List<String> stages = report.path("stages").findValuesAsText("stage");
        assertThat(report.path("ok").asBoolean()).as(report.toString()).isTrue();
        assertThat(stages).containsExactly("address", "proxy", "credentials", "event");
        assertThat(report.at("/stages/1/detail").asText())
                .contains("takes connections", "It resolves the destination's name itself");
    }

    private void assertArrived(String name, int events) {
        StringBuilder bodies = new StringBuilder();
        collector.requests().forEach(request -> bodies.append(new String(request.body(), StandardCharsets.UTF_8)));
        assertThat(Traffic.ids(name, 0, events))
                .allSatisfy(id -> assertThat(bodies).contains("\"" + id + "\""));
    }
}
