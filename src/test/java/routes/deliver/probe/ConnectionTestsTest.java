package routes.deliver.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.Await;
import routes.deliver.DeliverRoutes;
import routes.destination.http.Receiver;
import routes.destination.net.AddressPolicy;
import routes.destination.net.ProxyVariables;
import routes.destination.net.TestAuthority;
import routes.destination.splunk.SplunkHecEmulator;
import routes.event.Batch;
import routes.value.SinkParameters;

/** Each stage fails once against a real peer, and passes against another. */
class ConnectionTestsTest {

    private static final ProxyVariables NO_PROXIES = new ProxyVariables(Map.of());
    private static final String SECRET = "canary-secret-7d2f";

    @TempDir
    private static Path folder;

    private static TestAuthority authority;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<Batch> sent = new ArrayList<>();
    private DeliverRoutes routes;
    private ConnectionTests tests;

    @BeforeAll
    static void sign() {
        authority = new TestAuthority(folder)
                .sign("good", "dns:localhost,ip:127.0.0.1", "-1d", 400)
                .sign("elsewhere", "dns:other.example", "-1d", 400);
    }

    @BeforeEach
    void start() throws Exception {
        routes = new DeliverRoutes(context);
        tests = new ConnectionTests(routes, new AddressPolicy(AddressPolicy.USUAL), NO_PROXIES);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                routeTemplate("keeping-sink")
                        .from("kamelet:source")
                        .process(exchange -> sent.add(exchange.getMessage().getBody(Batch.class)));
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void a_destination_that_takes_the_marked_event_passes_and_nothing_is_left_behind() throws Exception {
        try (SplunkHecEmulator splunk = SplunkHecEmulator.start(SECRET)) {
            List<TestStage> stages = run(splunk(splunk.url(), SECRET));

            assertThat(stages)
                    .extracting(TestStage::stage)
                    .containsExactly("dns", "address", "tcp", "credentials", "event");
            assertThat(stages).allMatch(TestStage::ok);
            assertThat(splunk.indexed()).singleElement().satisfies(entry -> {
                assertThat(entry.event().path("event_type").asText()).isEqualTo("agent.connected");
                assertThat(entry.event().path("reason").asText()).isEqualTo("siem-router connection test");
            });
            nothingIsLeft();
        }
    }

    @Test
    void a_name_that_does_not_resolve_fails_at_dns() throws Exception {
        fails(splunk("http://siem.invalid:8088", SECRET), "dns", "unknown_host");
    }

    @Test
    void a_refused_address_is_not_connected_to() throws Exception {
        fails(splunk("http://169.254.169.254", SECRET), "address", "address_refused");
    }

    @Test
    void a_closed_port_fails_at_tcp() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        fails(splunk("http://127.0.0.1:" + port, SECRET), "tcp", "connection_refused");
    }

    @Test
    void a_port_that_cannot_be_fails_at_tcp() throws Exception {
        fails(splunk("http://127.0.0.1:99999", SECRET), "tcp", "no_such_port");
    }

    @Test
    void a_certificate_for_another_name_fails_at_tls_and_nothing_is_sent() throws Exception {
        try (Receiver receiver = Receiver.tls(authority.server("elsewhere"), false)) {
            fails(webhook(receiver, Map.of("caFile", authority.caFile())), "tls", "tls_certificate");
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void tls_passes_where_its_authority_is_given() throws Exception {
        try (Receiver receiver = Receiver.tls(authority.server("good"), false)) {
            List<TestStage> stages = run(webhook(receiver, Map.of("caFile", authority.caFile())));

            assertThat(stages)
                    .extracting(TestStage::stage)
                    .containsExactly("dns", "address", "tcp", "tls", "credentials", "event");
            assertThat(stages).allMatch(TestStage::ok);
            assertThat(receiver.requests()).hasSize(1);
        }
    }

    @Test
    void a_wrong_token_fails_at_credentials_in_splunk_s_own_words() throws Exception {
        try (SplunkHecEmulator splunk = SplunkHecEmulator.start("another")) {
            TestStage last = fails(splunk(splunk.url(), SECRET), "credentials", "hec_4");

            assertThat(last.reason().remedy()).contains("token");
            assertThat(splunk.indexed()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"401,credentials", "403,credentials", "404,event", "400,event", "503,event", "302,event"})
    void what_the_destination_answers_says_at_which_stage_it_fails(int status, String stage) throws Exception {
        try (Receiver receiver = Receiver.plain()) {
            receiver.answerNext(status);
            fails(webhook(receiver, Map.of()), stage, "http_" + status);
        }
    }

    @ParameterizedTest
    @CsvSource({"6", "12", "13", "15"})
    void a_test_event_that_is_refused_sends_nobody_to_dead_letters_that_no_test_makes(int code) throws Exception {
        try (SplunkHecEmulator splunk = SplunkHecEmulator.start(SECRET)) {
            splunk.answerNext(400, "{\"text\":\"no\",\"code\":" + code + "}");
            TestStage last = fails(splunk(splunk.url(), SECRET), "event", "hec_" + code);

            assertThat(last.reason().toString()).doesNotContain("dead letter");
        }
    }

    @Test
    void udp_has_no_connection_and_its_success_is_not_called_confirmed() throws Exception {
        List<TestStage> stages = run(keeping(Optional.of("syslog+udp://127.0.0.1:514")));

        assertThat(stages).extracting(TestStage::stage).containsExactly("dns", "address", "event");
        assertThat(stages.get(2).reason().detail()).contains("Syslog has no replies");
        assertThat(sent).hasSize(1);
    }

    @Test
    void a_destination_without_an_address_has_the_event_alone() throws Exception {
        assertThat(run(keeping(Optional.empty()))).extracting(TestStage::stage).containsExactly("event");
        assertThat(sent.get(0).events().get(0).json()).contains("\"reason\":\"siem-router connection test\"");
        nothingIsLeft();
    }

    @Test
    void a_peer_that_never_answers_is_given_up_and_hung_up_on() throws Exception {
        tests = new ConnectionTests(routes, new AddressPolicy(AddressPolicy.USUAL), NO_PROXIES, Duration.ofSeconds(2));
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            fails(splunk("http://127.0.0.1:" + silent.getLocalPort(), SECRET), "event", "timeout");

            silent.accept().close();
            try (Socket request = silent.accept()) {
                // ends because the client closed it
                assertThat(new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("POST");
            }
            nothingIsLeft();
        }
    }

    @Test
    void one_test_of_a_kind_and_four_in_all_run_at_a_time() throws Exception {
        List<CompletableFuture<?>> running = new ArrayList<>();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort();
            for (String key : List.of("one", "two", "three", "four")) {
                running.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return tests.run(splunk(key, url, SECRET));
                            } catch (InterruptedException stopped) {
                                throw new IllegalStateException(stopped);
                            }
                        },
                        command -> new Thread(command).start()));
            }
            List<Socket> posts = posts(silent, 4);

            assertThat(tests.run(splunk("one", url, SECRET))).isEmpty();
            assertThatThrownBy(() -> tests.run(splunk("five", url, SECRET)))
                    .isInstanceOf(RejectedExecutionException.class);

            for (Socket post : posts) {
                post.close();
            }
            CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new))
                    .join();
        }
        assertThat(run(keeping(Optional.empty()))).allMatch(TestStage::ok);
    }

    /** The connections that carry a request; each test makes one before that is closed at once. */
    private static List<Socket> posts(ServerSocket silent, int count) throws IOException {
        List<Socket> posts = new ArrayList<>();
        while (posts.size() < count) {
            Socket peer = silent.accept();
            if (peer.getInputStream().read() == 'P') {
                posts.add(peer);
            } else {
                peer.close();
            }
        }
        return posts;
    }

    private TestStage fails(TestedDestination destination, String stage, String code) throws Exception {
        List<TestStage> stages = run(destination);
        TestStage last = stages.get(stages.size() - 1);

        assertThat(stages.subList(0, stages.size() - 1)).allMatch(TestStage::ok);
        assertThat(last.stage()).isEqualTo(stage);
        assertThat(last.ok()).isFalse();
        assertThat(last.reason().code()).isEqualTo(code);
        assertThat(last.reason().remedy()).isNotEmpty();
        assertThat(stages.toString()).doesNotContain(SECRET);
        return last;
    }

    private List<TestStage> run(TestedDestination destination) throws InterruptedException {
        return tests.run(destination).orElseThrow();
    }

    private void nothingIsLeft() {
        Await.until(
                "the sink of the test is gone",
                () -> context.getRoutes().isEmpty()
                        && context.getEndpoints().stream()
                                .noneMatch(endpoint -> endpoint.getEndpointUri().contains("connection-test")));
    }

    private static TestedDestination splunk(String url, String token) {
        return splunk("one", url, token);
    }

    private static TestedDestination splunk(String key, String url, String token) {
        return new TestedDestination(
                key,
                "siem-splunk-hec-sink",
                SinkParameters.ofValues(Map.of("url", url, "token", token)),
                Optional.of(url),
                true,
                Set.of("hec_4"));
    }

    private static TestedDestination webhook(Receiver receiver, Map<String, String> more) {
        SinkParameters parameters =
                SinkParameters.NONE.withTexts(more).withValues(Map.of("url", receiver.url(), "token", SECRET));
        return new TestedDestination(
                "one", "siem-webhook-sink", parameters, Optional.of(receiver.url()), true, Set.of());
    }

    private static TestedDestination keeping(Optional<String> address) {
        return new TestedDestination("one", "keeping-sink", SinkParameters.NONE, address, false, Set.of());
    }
}
