package routes.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.Await;
import routes.SyslogReceiver;
import routes.deliver.health.Health;
import routes.destination.net.AddressPolicy;
import routes.destination.splunk.SplunkHecEmulator;
import routes.event.Selection;
import routes.value.SinkParameters;
import routes.verdict.BentVerdicts;

class DeliverRoutesTest {

    @TempDir
    private Path folder;

    private DeliverStage stage;
    private CamelContext context;
    private Deliveries deliveries;

    @BeforeEach
    void start_the_deliver_stage() throws Exception {
        stage = new DeliverStage(folder, new AddressPolicy(""));
        context = stage.context();
        deliveries = stage.deliveries();
    }

    @AfterEach
    void stop() throws Exception {
        stage.close();
    }

    @Test
    @Timeout(20)
    void a_peer_that_never_answers_holds_up_nobody_who_stops_its_integration() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            deliveries.start(settings("http://127.0.0.1:" + silent.getLocalPort()));
            append("{\"id\":\"e1\",\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-01-01T00:00:00Z\"}");
            try (Socket request = silent.accept()) {
                assertThat(request.getInputStream().read()).isEqualTo('P');

                deliveries.stop("one");
                assertThat(request.getInputStream().readAllBytes()).isNotEmpty();
                assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .doesNotContain("journal-one");
                assertThat(context.getEndpoints())
                        .noneMatch(endpoint -> endpoint.getEndpointUri().contains("sink-one"));
                assertThat(deliveries.status("one").pendingEvents()).isEqualTo(1);
                assertThat(deliveries.status("one").deadLetters()).isZero();
            }
        }
    }

    @Test
    @Timeout(40)
    void an_orderly_stop_waits_for_all_silent_peers_together() throws Exception {
        List<Socket> requests = new ArrayList<>();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            for (String id : List.of("one", "two", "three", "four", "five")) {
                deliveries.start(settings(id, "http://127.0.0.1:" + silent.getLocalPort(), 30_000, false));
            }
            append("{\"id\":\"e1\",\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-01-01T00:00:00Z\"}");
            while (requests.size() < 5) {
                requests.add(silent.accept());
            }
            for (Socket request : requests) {
                assertThat(request.getInputStream().read()).isEqualTo('P');
            }

            deliveries.stopAll();
            context.stop();
            assertThat(deliveries.status("five").pendingEvents()).isEqualTo(1);
        } finally {
            for (Socket request : requests) {
                request.close();
            }
        }
    }

    @Test
    @Timeout(40)
    void redeliveries_come_to_an_end_and_the_policy_decides_what_then() throws Exception {
        deliveries.start(settings("one", "http://127.0.0.1:1", 1, true));

        append("{\"id\":\"e1\",\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-01-01T00:00:00Z\"}");

        Await.until("the event is a dead letter", () -> deliveries.status("one").deadLetters() == 1);
    }

    @Test
    @Timeout(60)
    void stopping_an_integration_leaves_one_alone_whose_id_begins_alike() throws Exception {
        try (SplunkHecEmulator splunk = SplunkHecEmulator.start("a-token")) {
            deliveries.start(settings("prod", splunk.url(), 10, false));
            deliveries.start(settings("prod-eu", splunk.url(), 10, false));
            append("{\"id\":\"e1\",\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-01-01T00:00:00Z\"}");
            Await.until("both have it", () -> splunk.ids().size() == 2);

            deliveries.stop("prod");

            append("{\"id\":\"e2\",\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-01-01T00:00:00Z\"}");
            Await.until("the other delivers on", () -> splunk.ids().contains("e2"));
        }
    }

    @Test
    @Timeout(60)
    void a_syslog_receiver_that_reads_nothing_holds_up_nobody_who_stops_its_integration() throws Exception {
        try (SyslogReceiver receiver = SyslogReceiver.tcp()) {
            receiver.stall();
            deliveries.start(syslog("one", receiver, "600000"));
            for (int i = 0; i < 40; i++) {
                append(
                        ("{\"id\":\"e%d\",\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-01-01T00:00:00Z\",\"reason\":"
                                        + "\"%s\"}")
                                .formatted(i, "r".repeat(200_000)));
            }
            Await.until("there is a connection", () -> receiver.accepted() == 1);

            deliveries.stop("one");

            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("journal-one");
            assertThat(context.getEndpoints())
                    .noneMatch(endpoint -> endpoint.getEndpointUri().contains("sink-one"));
            assertThat(deliveries.status("one").pendingEvents()).isEqualTo(40);
            assertThat(deliveries.status("one").deadLetters()).isZero();
        }
    }

    @Test
    @Timeout(60)
    void a_stream_delivers_when_it_has_stood_and_says_so() throws Exception {
        try (SyslogReceiver receiver = SyslogReceiver.tcp()) {
            deliveries.start(syslog("one", receiver, "100"));
            append("{\"id\":\"e1\",\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-01-01T00:00:00Z\"}");

            Await.until("it is delivered", () -> deliveries.status("one").delivered() == 1);
            assertThat(deliveries.status("one").health()).isEqualTo(Health.HEALTHY);
            assertThat(deliveries.status("one").pendingEvents()).isZero();
            assertThat(receiver.messages()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("errors")
    void an_error_parks_and_makes_no_dead_letter_and_what_waits_is_delivered_when_it_is_over(Error error)
            throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        stage.add("broken", exchange -> {
            if (!over.get()) {
                throw error;
            }
        });
        deliveries.start(settings("one", "siem-broken-sink", SinkParameters.NONE, 10, true));
        append("{\"id\":\"e1\",\"event_type\":\"policy.deny\",\"occurred_at\":\"2026-01-01T00:00:00Z\"}");

        Await.until("it is parked", () -> deliveries.status("one").health() == Health.ACTION_REQUIRED);
        assertThat(deliveries.status("one").reason())
                .hasValueSatisfying(reason -> assertThat(reason.code()).isEqualTo("router_error"));
        assertThat(deliveries.status("one").deadLetters()).isZero();
        assertThat(deliveries.status("one").pendingEvents()).isEqualTo(1);
        over.set(true);
        deliveries.retryNow("one");
        Await.until("it is delivered", () -> deliveries.status("one").delivered() == 1);
    }

    static Stream<Error> errors() {
        return Stream.of(
                new OutOfMemoryError("Java heap space"),
                new StackOverflowError(),
                new NoClassDefFoundError("routes/Missing"),
                new ExceptionInInitializerError(new IllegalArgumentException("it is no event's fault")));
    }

    private static DeliverySettings syslog(String id, SyslogReceiver receiver, String confirmAfter) {
        SinkParameters parameters = SinkParameters.ofValues(Map.of("url", "syslog://127.0.0.1:" + receiver.port()))
                .withTexts(Map.of("confirmAfter", confirmAfter));
        return new DeliverySettings(
                id,
                "syslog_cef",
                "siem-syslog-cef-sink",
                parameters,
                Selection.ALL,
                10,
                10_000_000,
                0,
                3,
                10,
                10,
                false,
                "now",
                MaxBacklog.NONE,
                BentVerdicts.NONE,
                Pace.ONE_AFTER_THE_OTHER);
    }

    private DeliverySettings settings(String url) {
        return settings("one", url, 30_000, false);
    }

    private DeliverySettings settings(String id, String url, long delay, boolean deadLetter) {
        SinkParameters parameters = SinkParameters.ofValues(Map.of("url", url, "token", "a-token"));
        return settings(id, "siem-splunk-hec-sink", parameters, delay, deadLetter);
    }

    private static DeliverySettings settings(
            String id, String kamelet, SinkParameters parameters, long delay, boolean deadLetter) {
        return new DeliverySettings(
                id,
                "splunk_hec",
                kamelet,
                parameters,
                Selection.ALL,
                10,
                100_000,
                0,
                3,
                delay,
                delay,
                deadLetter,
                "now",
                MaxBacklog.NONE,
                BentVerdicts.NONE,
                Pace.ONE_AFTER_THE_OTHER);
    }

    private void append(String line) throws Exception {
        stage.append(line, (byte) 0);
    }
}
