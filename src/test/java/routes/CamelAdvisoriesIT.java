package routes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Apache Camel 4.18.0 has published advisories for, tried on the packaged jar; SECURITY.md lists them. The HTTP server's
 * are in {@link HttpAdvisoriesIT}.
 */
class CamelAdvisoriesIT {

    private static final String TOPIC = "siem-events";
    private static final String OBJECT = "application/x-java-serialized-object";

    /** CVE-2026-78164 and its kin: headers of a request that say where Camel's next request goes, in every case of letters. */
    @Test
    void no_header_of_a_producer_chooses_where_a_delivery_goes(@TempDir Path work) {
        try (Collector configured = Collector.start();
                Collector chosen = Collector.start();
                RouterProcess router = RouterProcess.start(work)) {
            String integration = router.api().createIntegration(configured.webhook());
            List<String> headers = new ArrayList<>();
            for (String name : List.of(
                    "CamelHttpUri",
                    "camelhttpuri",
                    "CAMELHTTPURI",
                    "CAmelHttpUri",
                    "CamelRestHttpUri",
                    "Camel-Http-Uri")) {
                headers.addAll(List.of(name, chosen.url() + "/{{env:SIEM_API_TOKEN}}"));
            }
            headers.addAll(List.of("CamelHttpPath", "/chosen-canary", "CamelHttpQuery", "chosen-canary=1"));
            headers.addAll(List.of("CamelHttpMethod", "PUT", "CamelExecCommandExecutable", "chosen-canary"));
            headers.addAll(List.of("CamelBeanMethodName", "chosen-canary", "org.apache.camel.header", "chosen-canary"));
            String id = Traffic.id("steered", 1);
            assertThat(router.api()
                            .send(
                                    "POST",
                                    "/api/v1/events?CamelHttpUri=" + chosen.url() + "&camelhttppath=/chosen-canary",
                                    Traffic.event(id).getBytes(UTF_8),
                                    headers.toArray(String[]::new))
                            .statusCode())
                    .isEqualTo(202);
            router.api().awaitDelivered(integration, 1);

            assertThat(chosen.requests()).isEmpty();
            assertThat(configured.requests())
                    .singleElement()
                    .asString()
                    .startsWith("/hook\n")
                    .contains(id);
            assertThat(configured.requests().get(0)).doesNotContain("chosen-canary", "Camelhttp", RouterProcess.TOKEN);
        }
    }

    /** CVE-2026-49098: a request's header {@code kafka.OVERRIDE_TOPIC} that chooses the topic. */
    @Test
    void no_header_of_a_producer_chooses_a_topic(@TempDir Path work) throws IOException {
        try (KafkaBroker broker = KafkaBroker.start(work.resolve("broker"));
                RouterProcess router = RouterProcess.start(Files.createDirectory(work.resolve("router")))) {
            broker.createTopic(TOPIC, 1, Map.of());
            broker.createTopic("chosen", 1, Map.of());
            String integration = router.api()
                    .createIntegration("""
                            {"type":"kafka","brokers":"%s","topic":"%s"}"""
                            .formatted(broker.address(), TOPIC));
            String id = Traffic.id("topic", 1);
            assertThat(router.api()
                            .send(
                                    "POST",
                                    "/api/v1/events",
                                    Traffic.event(id).getBytes(UTF_8),
                                    "kafka.OVERRIDE_TOPIC",
                                    "chosen",
                                    "CamelKafkaOverrideTopic",
                                    "chosen",
                                    "kafka.OVERRIDE_TIMESTAMP",
                                    "1",
                                    "kafka.PARTITION_KEY",
                                    "7",
                                    "kafka.KEY",
                                    "chosen-canary")
                            .statusCode())
                    .isEqualTo(202);
            router.api().awaitDelivered(integration, 1);

            assertThat(broker.records("chosen")).isEmpty();
            assertThat(broker.records(TOPIC)).singleElement().satisfies(record -> {
                assertThat(record.value()).contains(id);
                assertThat(record.key()).isNotEqualTo("chosen-canary");
                assertThat(record.timestamp()).isGreaterThan(1);
                assertThat(record.headers().lastHeader("kafka.OVERRIDE_TOPIC")).isNull();
            });
        }
    }

    /** CVE-2026-85251: credentials that go along to where a destination redirects. */
    @Test
    void a_redirect_takes_no_credentials_along(@TempDir Path work) {
        try (Collector destination = Collector.start();
                Collector chosen = Collector.start();
                RouterProcess router = RouterProcess.start(work)) {
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                destination.answerNext(Reply.of(status, "", "Location", chosen.url() + "/chosen"));
            }
            router.api().createIntegration(destination.integration());
            router.api()
                    .createIntegration(
                            destination.webhook().replaceFirst("\\{", "{\"token\":\"" + Collector.TOKEN + "\","));
            router.api().accept(Traffic.events("redirected", 0, 4));
            Await.until(
                    "five redirects were answered", () -> destination.requests().size() >= 5);

            assertThat(destination.requests()).allMatch(request -> request.contains(Collector.TOKEN));
            assertThat(chosen.requests()).isEmpty();
        }
    }

    /**
     * CVE-2026-42527 and all of its kind (CVE-2026-40453, -40860, -43865, -43866, -78162): Java objects that are read from the network.
     * Java's flight recorder notes each one that a process reads, from where ever.
     */
    @Test
    void no_object_is_ever_read_from_the_network(@TempDir Path work) throws IOException {
        Path recording = work.resolve("router.jfr");
        String record =
                "-XX:StartFlightRecording:dumponexit=true,jdk.Deserialization#enabled=true,filename=" + recording;
        byte[] object = object();
        assertThat(recordedWhileReading(object)).isNotEmpty();
        try (Collector destination = Collector.start();
                RouterProcess router = RouterProcess.start(work, Map.of("JAVA_TOOL_OPTIONS", record))) {
            for (String path : List.of("/api/v1/events", "/api/v1/integrations/siem")) {
                assertThat(router.api()
                                .send("POST", path, object, "Content-Type", OBJECT)
                                .statusCode())
                        .as(path)
                        .isBetween(400, 499);
            }
            destination.answerNext(Reply.of(500, new String(object, ISO_8859_1), "Content-Type", OBJECT));
            String integration = router.api().createIntegration(destination.integration());
            router.api().accept("[" + Traffic.event(Traffic.id("object", 1)) + "]");
            router.api().awaitDelivered(integration, 1);
            assertThat(destination.requests()).hasSizeGreaterThanOrEqualTo(2);
            router.stop();

            List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
            assertThat(events).isNotEmpty();
            assertThat(events).filteredOn(CamelAdvisoriesIT::isObjectRead).isEmpty();
        }
    }

    /** What the recorder sees where an object is read. */
    private static List<RecordedEvent> recordedWhileReading(byte[] object) throws IOException {
        Path file = Files.createTempFile("object", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.Deserialization");
            recording.start();
            new ObjectInputStream(new ByteArrayInputStream(object)).readObject();
            recording.stop();
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(CamelAdvisoriesIT::isObjectRead)
                    .toList();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        } finally {
            Files.delete(file);
        }
    }

    private static boolean isObjectRead(RecordedEvent event) {
        return event.getEventType().getName().equals("jdk.Deserialization");
    }

    private static byte[] object() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new ArrayList<>(List.of("an object")));
        }
        return bytes.toByteArray();
    }
}
