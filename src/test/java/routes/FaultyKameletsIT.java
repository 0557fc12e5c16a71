package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kamelets that engineers wrote, each with a fault of its own, on the packaged jar: none costs an event, and each status says in which
 * step what went wrong, without a word of the event or of a secret.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultyKameletsIT {

    private static final String SECRET = "hush-4417";
    private static final String CANARY = "canary-8812";

    /** @param says what the status has to have; with a step it names the step */
    private record Fault(String name, String step, String health, String reason, List<String> says) {}

    private static final List<Fault> FAULTS = List.of(
            sink(
                    "null",
                    "bean: { beanType: java.util.Objects, method: 'requireNonNull(null)' }",
                    "NullPointerException"),
            sink("no-method", "setBody: { simple: '${body.noSuchMethod}' }", "noSuchMethod"),
            sink("no-scheme", "toD: { uri: 'nosuchscheme:${body.size}' }", "nosuchscheme"),
            sink("bad-uri", "toD: { uri: 'http://[::/${body.size}' }", "Exception"),
            sink(
                    "argument",
                    "throwException: { exceptionType: java.lang.IllegalArgumentException, message: 'wrong knob' }",
                    "IllegalArgumentException: wrong knob"),
            sink(
                    "secret",
                    "throwException: { exceptionType: java.lang.RuntimeException, message: 'no access with {{key}} there' }",
                    "RuntimeException: no access with … there"),
            sink(
                    "quotes",
                    "bean: { beanType: java.lang.Long, method: 'parseLong(${body.events[0].text})' }",
                    "NumberFormatException"),
            sink("cast", "setBody: { simple: '${mandatoryBodyAs(java.util.Date)}' }", "Date"),
            sink(
                    "checked",
                    "throwException: { exceptionType: java.lang.Exception, message: 'plain' }",
                    "Exception: plain"),
            new Fault(
                    "no-library",
                    "bean: { beanType: java.lang.System, method: \"loadLibrary('nope')\" }",
                    "action_required",
                    "router_error",
                    List.of("UnsatisfiedLinkError", "nope")),
            new Fault(
                    "no-memory",
                    "bean: { beanType: java.nio.ByteBuffer, method: 'allocate(2147483000)' }",
                    "action_required",
                    "router_error",
                    List.of("OutOfMemoryError")),
            new Fault(
                    "no-peer",
                    "toD: { uri: 'http://127.0.0.1:1/${body.size}?httpMethod=GET' }",
                    "failing",
                    "connection_refused",
                    List.of()),
            new Fault(
                    "no-host",
                    "toD: { uri: 'http://no-such-host.invalid/${body.size}?httpMethod=GET' }",
                    "failing",
                    "unknown_host",
                    List.of()));

    private RouterProcess router;
    private RouterApi api;
    private Path kamelets;

    private static Fault sink(String name, String step, String says) {
        return new Fault(name, step, "action_required", "sink_failed", List.of(says));
    }

    @BeforeAll
    void start_a_router_with_a_folder_of_kamelets(@TempDir Path work) throws IOException {
        kamelets = Files.createDirectories(work.resolve("kamelets"));
        for (Fault fault : FAULTS) {
            write(fault.name(), fault.step());
        }
        write("no-class", "process: { ref: '{{broken}}' }", "{ name: broken, type: '#class:no.such.Bean' }");
        router = RouterProcess.start(work, Map.of("SIEM_KAMELETS_DIR", kamelets.toString()));
        api = router.api();
    }

    @AfterAll
    void stop() {
        router.close();
    }

    @TestFactory
    List<DynamicTest> a_fault_that_is_no_events_parks_and_says_where_and_what_and_makes_no_dead_letter() {
        return FAULTS.stream()
                .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> parks(fault)))
                .toList();
    }

    private void parks(Fault fault) {
        String id = create(fault.name());
        api.accept(Traffic.event(fault.name() + "-" + CANARY));

        JsonNode seen = api.awaitIntegration(
                id,
                "has parked",
                shown -> shown.path("reason").asText().equals(fault.reason())
                        && shown.path("health").asText().equals(fault.health()));

        String detail = seen.path("detail").asText();
        assertThat(fault.says()).allSatisfy(word -> assertThat(detail).contains(word));
        assertThat(seen.toString()).doesNotContain(CANARY, "8812", SECRET, "4417");
        assertThat(seen.path("dead_letters").asInt(-1)).isZero();
        assertThat(seen.path("pending_events").asInt(-1)).isEqualTo(1);
        if (!fault.says().isEmpty()) {
            assertThat(detail).contains("sink-" + id + "/the-step");
            router.awaitLog("integration " + id + ", type " + type(fault.name()) + ": " + detail);
        }
        assertThat(router.log()).doesNotContain(CANARY, SECRET);
        api.lifecycle(id, "pause");
    }

    @Test
    void a_stack_trace_is_in_the_log_once_for_as_long_as_it_is_the_same() throws IOException {
        write("again", "throwException: { exceptionType: java.lang.IllegalStateException, message: 'once more' }");
        String id = create("again");
        api.accept(Traffic.event("again-" + CANARY));
        api.awaitHealth(id, "action_required");
        api.lifecycle(id, "retry-now");
        api.awaitIntegration(
                id, "was tried again", seen -> seen.path("attempts").asInt() > 1);

        assertThat(router.logLines(line -> line.startsWith("java.lang.IllegalStateException: once more")))
                .hasSize(1);
        assertThat(router.logLines(line -> line.startsWith("\tat org.apache.camel.")))
                .isNotEmpty();
    }

    @Test
    void what_cannot_even_be_started_says_why_in_the_status_and_the_log() {
        String id = create("no-class");

        JsonNode seen = api.awaitHealth(id, "action_required");

        assertThat(seen.path("reason").asText()).isEqualTo("start_failed");
        assertThat(seen.path("detail").asText()).contains("ClassNotFoundException", "no.such.Bean");
        assertThat(router.logLines(line -> line.contains("ClassNotFoundException") && line.contains("no.such.Bean")))
                .isNotEmpty();
        assertThat(router.log()).doesNotContain(SECRET);
    }

    private String create(String name) {
        return api.createIntegration("{\"type\":\"" + type(name) + "\",\"key\":\"" + SECRET
                + "\",\"retry\":{\"max_retries\":0,\"base_ms\":50,\"max_ms\":100}}");
    }

    private static String type(String name) {
        return "faulty_" + name.replace('-', '_');
    }

    private void write(String name, String step) throws IOException {
        write(name, step, "{ name: list, type: '#class:java.util.ArrayList' }");
    }

    private void write(String name, String step, String bean) throws IOException {
        Files.writeString(
                kamelets.resolve("faulty-" + name + "-sink.kamelet.yaml"),
                """
                # Fails. In: a batch. Out: nothing.
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata:
                  name: faulty-%s-sink
                  labels: { camel.apache.org/kamelet.type: sink, siem.router/integration-type: %s }
                spec:
                  definition:
                    title: Faulty
                    type: object
                    required: [key]
                    properties:
                      key: { title: Key, description: A secret., type: string, format: password }
                  template:
                    beans:
                      - %s
                    from:
                      uri: kamelet:source
                      steps:
                        - %s
                """
                        .formatted(name, type(name), bean, step.replaceFirst("\\{ ", "{ id: the-step, ")));
    }
}
