package routes.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.Await;
import routes.destination.net.AddressPolicy;
import routes.event.Selection;
import routes.value.SinkParameters;
import routes.verdict.BentVerdicts;

/** Integrations come and go for years in one process: of one that is gone, Camel and the JVM hold nothing. */
@Timeout(120)
class NothingLeftTest {

    private static final int MANY = 50;
    private static final int TRIALS = 300;

    /** What somebody else could write: addresses of several kinds, with and without the sink's id, and Kamelets of its own. */
    private static final String FOREIGN =
            """
            - routeTemplate:
                id: foreign-sink
                parameters: [{ name: port }]
                from:
                  uri: kamelet:source
                  steps:
                    - to: "log:foreign-{{routeId}}?level=DEBUG"
                    - to: "log:shared?level=DEBUG"
                    - kamelet: { name: foreign-action }
                    - to: "kamelet:foreign-action?note={{port}}"
                    - filter:
                        simple: "${body} == null"
                        steps: [{ to: "file:nowhere-{{port}}" }]
                    - to: "http://127.0.0.1:{{port}}/?bridgeEndpoint=true"
            - routeTemplate:
                id: foreign-action
                parameters: [{ name: note, defaultValue: none }]
                from:
                  uri: kamelet:source
                  steps: [{ to: "log:action-{{note}}?level=DEBUG" }]
            - routeTemplate:
                id: broken-sink
                from:
                  uri: kamelet:source
                  steps:
                    - to: "log:broken?level=DEBUG"
                    - to: "kamelet:foreign-action?note=broken"
                    - to: "no-such-component:at-all"
            """;

    /** All that could be left. */
    private record Held(
            Set<String> routes, int definitions, Set<String> endpoints, Set<String> beans, Set<String> threads) {

        /** Threads of tests that ran earlier in this process may end meanwhile; none may have come. */
        boolean noMoreThan(Held before) {
            return routes.equals(before.routes)
                    && definitions == before.definitions
                    && endpoints.equals(before.endpoints)
                    && beans.equals(before.beans)
                    && before.threads.containsAll(threads);
        }
    }

    @TempDir
    private Path folder;

    private DeliverStage stage;
    private CamelContext context;

    @BeforeEach
    void start_the_deliver_stage() throws Exception {
        stage = new DeliverStage(folder.resolve("data"), new AddressPolicy(""));
        context = stage.context();
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("foreign.camel.yaml", FOREIGN));
        // begins threads that a Camel and a process have once
        stage.deliveries().start(settings("siem-file-sink", "first", 0, "now"));
        stage.deliveries().stop("first");
    }

    @AfterEach
    void stop() throws Exception {
        stage.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "siem-splunk-hec-sink",
                "siem-webhook-sink",
                "siem-elasticsearch-sink",
                "siem-datadog-sink",
                "siem-kafka-sink",
                "siem-syslog-cef-sink",
                "siem-syslog-json-sink",
                "siem-file-sink",
                "foreign-sink"
            })
    void fifty_integrations_that_were_removed_leave_nothing(String kamelet) throws Exception {
        stage.append(
                "{\"id\":\"e1\",\"event_type\":\"policy.deny\",\"occurred_at\":\"" + Instant.now() + "\"}", (byte) 0);
        comeSendAndGo(kamelet, 1);
        Held before = held();
        for (int i = 2; i <= MANY; i++) {
            stage.deliveries().start(settings(kamelet, "i" + i, i, "now"));
            stage.deliveries().stop("i" + i);
        }

        comeSendAndGo(kamelet, MANY + 1);
        awaitAsBefore(before);
    }

    @Test
    void what_two_share_stays_until_both_are_gone() throws Exception {
        Held before = held();
        stage.deliveries().start(settings("foreign-sink", "one", 1, "now"));
        stage.deliveries().start(settings("foreign-sink", "two", 1, "now"));
        Held both = held();

        stage.deliveries().stop("one");
        assertThat(held().endpoints()).contains("log://shared?level=DEBUG", "log://action-1?level=DEBUG");
        assertThat(held().routes()).hasSize(both.routes().size() - 2);
        stage.deliveries().start(settings("foreign-sink", "one", 1, "now"));
        assertThat(held().endpoints()).hasSameSizeAs(both.endpoints());

        stage.deliveries().stop("one");
        stage.deliveries().stop("two");
        awaitAsBefore(before);
    }

    /** Camel takes its two locks one way round for a route and the other for an endpoint. */
    @Test
    void two_threads_make_sinks_at_once_and_neither_waits_for_ever() throws Exception {
        Held before = held();
        ExecutorService one = Executors.newSingleThreadExecutor();
        Future<?> trials = one.submit(() -> {
            for (int i = 0; i < TRIALS; i++) {
                stage.lanes().tryOut(settings("siem-webhook-sink", "tried", i + 1, "now"));
            }
            return null;
        });
        for (int i = 0; i < TRIALS; i++) {
            stage.deliveries().start(settings("siem-webhook-sink", "made", i + 1, "now"));
            stage.deliveries().stop("made");
        }

        trials.get(60, TimeUnit.SECONDS);
        one.shutdown();
        awaitAsBefore(before);
    }

    @Test
    void an_integration_that_cannot_be_made_leaves_nothing() throws Exception {
        Held before = held();
        assertThatThrownBy(() -> stage.deliveries().start(settings("broken-sink", "one", 1, "now")))
                .isNotNull();
        stage.deliveries().stop("one");

        awaitAsBefore(before);
    }

    private void comeSendAndGo(String kamelet, int number) throws Exception {
        String id = "i" + number;
        stage.deliveries().start(settings(kamelet, id, number, "earliest"));
        Await.until("it has sent", () -> stage.deliveries().status(id).attempts() > 0);
        stage.deliveries().stop(id);
    }

    private void awaitAsBefore(Held before) {
        Await.until("all is as before", () -> held().noMoreThan(before), () -> before + "\n" + held());
    }

    private Held held() {
        return new Held(
                context.getRoutes().stream().map(Route::getId).collect(Collectors.toCollection(TreeSet::new)),
                ((ModelCamelContext) context).getRouteDefinitions().size(),
                context.getEndpoints().stream()
                        .map(Endpoint::getEndpointUri)
                        .collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(
                        context.getRegistry().findByTypeWithName(Object.class).keySet()),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        // a process has so many of these, and begins one when it first needs it
                        .map(name -> name.replaceFirst("^(syslog-workers-\\d+)-\\d+$", "$1"))
                        // the one thread that stops routes ends when idle, and comes again under another number
                        .map(name -> name.replaceFirst("thread #\\d+ - ShutdownTask$", "ShutdownTask"))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private DeliverySettings settings(String kamelet, String id, int port, String startFrom) throws Exception {
        String url = (kamelet.contains("syslog") ? "syslog" : "http") + "://127.0.0.1:" + port;
        SinkParameters parameters = SinkParameters.NONE
                .withTexts(texts(kamelet, port))
                .withValues(
                        switch (kamelet) {
                            case "siem-splunk-hec-sink" -> Map.of("url", url, "token", "a-token");
                            case "siem-datadog-sink" -> Map.of("url", url, "apiKey", "a-key");
                            case "siem-kafka-sink" -> Map.of("brokers", "127.0.0.1:" + port, "topic", "events");
                            case "siem-file-sink" ->
                                Map.of(
                                        "folder",
                                        Files.createDirectories(folder.resolve("archive-" + id))
                                                .toString());
                            case "foreign-sink", "broken-sink" -> Map.of();
                            default -> Map.of("url", url);
                        });
        return new DeliverySettings(
                id,
                "some",
                kamelet,
                parameters,
                Selection.ALL,
                10,
                100_000,
                0,
                3,
                10,
                10,
                false,
                startFrom,
                MaxBacklog.NONE,
                BentVerdicts.NONE,
                Pace.ONE_AFTER_THE_OTHER);
    }

    private static Map<String, String> texts(String kamelet, int port) {
        return switch (kamelet) {
            case "siem-kafka-sink" -> Map.of("connectTimeout", "100");
            case "foreign-sink", "broken-sink" -> Map.of("port", Integer.toString(port));
            default -> Map.of();
        };
    }
}
