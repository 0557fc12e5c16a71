package routes.deliver;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.Await;
import routes.KafkaBroker;
import routes.TroubleshootingPage;
import routes.TroubleshootingPage.Row;
import routes.deliver.health.DeliveryStatus;
import routes.deliver.health.Health;
import routes.destination.Requests;
import routes.destination.net.AddressPolicy;
import routes.destination.net.OwnAddress;
import routes.event.Samples;

/** Every reason that docs/troubleshooting.md lists is brought about, and the status says it in the page's words. */
class TroubleshootingPageTest {

    private static final Pattern REASON = Pattern.compile("new Reason\\(\\s*\"([a-z_]+)\"");

    /** What no destination does here: where else it is brought about. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            entry("hec_ack_missing", "SplunkAcknowledgementIT.java"),
            entry("hec_unacknowledged", "SplunkAcknowledgementIT.java"),
            entry("hec_ack_mixed", "destination/splunk/SplunkHecAcksTest.java"),
            entry("proxy_refused", "destination/http/ForwardProxyTest.java"),
            entry("kafka_not_ready", "destination/kafka/KafkaFailureTest.java"),
            entry("disk_full", "destination/file/FileArchiveTest.java"),
            entry("write_failed", "destination/file/FileArchiveTest.java"),
            entry("permission_denied", "destination/file/FileArchiveTest.java"),
            entry("not_events", "destination/splunk/SplunkHecSinkTest.java"),
            entry("no_such_port", "deliver/probe/ConnectionTestsTest.java"),
            entry("start_failed", "integration/lifecycle/IntegrationsTest.java"),
            entry("kamelet_broken", "EditedKameletIT.java"),
            entry("type_missing", "integration/MissingTypeTest.java"),
            entry("dead_letters_full", "DeadLettersIT.java"),
            entry("dead_letters_filling", "deadletter/DeadLettersTest.java"),
            entry("rate_limited", "PaceIT.java"),
            entry("live_events_first", "ReplayIT.java"),
            entry("not_running", "ReplayIT.java"));

    /** What the status of an integration showed. */
    private record Seen(String code, String health, String detail, String remedy) {}

    private static final List<Row> ROWS = TroubleshootingPage.rows();
    private static final List<Seen> SEEN = new ArrayList<>();

    private static KafkaBroker broker;

    @BeforeAll
    static void let_everything_go_wrong(@TempDir Path folder) throws Exception {
        broker = KafkaBroker.start(folder.resolve("broker"));
        AddressPolicy policy =
                new AddressPolicy("127.0.0.99", "127.0.0.1,127.0.0.97,127.0.0.99", OwnAddress.of("127.0.0.97", 1));
        try (Symptoms symptoms = new Symptoms(folder, broker);
                DeliverStage stage = new DeliverStage(folder.resolve("data"), policy)) {
            // a Kamelet with a fault of its own
            stage.add("encoding-nothing", exchange -> {
                throw Requests.cannotEncode(new IllegalArgumentException("canary"));
            });
            stage.add("breaking", exchange -> {
                throw new OutOfMemoryError("canary");
            });
            stage.addFailing("failing", new IllegalStateException("canary"));
            for (Symptom symptom : symptoms.all()) {
                stage.deliveries().start(symptom.settings());
                if (symptom.code().equals("dead_letters_unwritable")) {
                    stage.makeDeadLettersUnwritable(symptom.id());
                }
            }
            appendEvents(stage);
            for (Symptom symptom : symptoms.all()) {
                SEEN.add(await(stage, symptom));
            }
        }
    }

    @AfterAll
    static void stop_the_broker() {
        broker.close();
    }

    @Test
    void each_reason_of_the_page_was_seen_in_a_status_in_its_words() {
        for (Row row : ROWS) {
            for (String code : row.codes()) {
                if (!ELSEWHERE.containsKey(code)) {
                    assertThat(SEEN)
                            .as("%s %s \"%s\": was brought about", code, row.health(), row.says())
                            .anyMatch(seen -> row.shows(seen.code(), seen.health(), seen.detail())
                                    && seen.code().matches(code.replace("xx", "\\d\\d")));
                }
            }
        }
    }

    @Test
    void each_status_that_was_seen_stands_on_the_page() {
        assertThat(SEEN).allSatisfy(seen -> assertThat(ROWS)
                .as("the page has %s", seen)
                .anyMatch(row -> row.shows(seen.code(), seen.health(), seen.detail())));
    }

    @Test
    void a_status_that_waits_for_a_person_has_a_remedy_and_so_has_each_row() {
        assertThat(SEEN)
                .filteredOn(seen -> seen.health().equals("action_required"))
                .allSatisfy(seen -> assertThat(seen.remedy()).as(seen.code()).isNotBlank());
        assertThat(ROWS)
                .allSatisfy(row ->
                        assertThat(row.remedy()).as(row.codes().toString()).isNotBlank());
    }

    @Test
    void each_reason_in_the_code_stands_on_the_page() throws IOException {
        Set<String> codes = new LinkedHashSet<>();
        for (String source : sources(Path.of("src/main/java"))) {
            REASON.matcher(source).results().forEach(found -> codes.add(found.group(1)));
        }
        codes.remove("ok");
        assertThat(codes).hasSizeGreaterThan(30);
        for (String code : codes) {
            // what ends in an underscore is the beginning of codes with numbers, such as http_ and hec_
            assertThat(ROWS)
                    .as("the page lists %s", code)
                    .anyMatch(row -> code.endsWith("_")
                            ? row.codes().stream().anyMatch(name -> name.startsWith(code))
                            : row.names(code));
        }
    }

    @Test
    void each_answer_of_http_stands_on_the_page() {
        for (int status = 300; status < 600; status++) {
            String code = "http_" + status;
            assertThat(ROWS).as(code).anyMatch(row -> row.names(code));
        }
    }

    @Test
    void what_is_brought_about_elsewhere_is() throws IOException {
        for (Map.Entry<String, String> one : ELSEWHERE.entrySet()) {
            assertThat(Files.readString(Path.of("src/test/java/routes", one.getValue())))
                    .contains("\"" + one.getKey());
            assertThat(ROWS).anyMatch(row -> row.names(one.getKey()));
        }
    }

    private static void appendEvents(DeliverStage stage) throws Exception {
        stage.append(Samples.event("policy-deny"));
        stage.append(Samples.event(Samples.json("drift-warning").put("occurred_at", "2199-01-01T00:00:00Z")));
        stage.append(Samples.event(Samples.json("hold-denied")
                .put("occurred_at", Instant.now().toString())
                .put("reason", "r".repeat(1_100_000))));
        stage.append(Samples.event(Samples.json("hold-expired").putNull("agent_id")));
    }

    private static Seen await(DeliverStage stage, Symptom symptom) {
        List<Seen> found = new ArrayList<>();
        Await.until(
                symptom.id() + " shows",
                () -> found.addAll(look(stage, symptom)) || !found.isEmpty(),
                () -> stage.deliveries().status(symptom.id()).toString());
        return found.get(0);
    }

    /** What stands in the dead letters; where there are none, what stands in the status. */
    private static List<Seen> look(DeliverStage stage, Symptom symptom) {
        DeliveryStatus status = stage.deliveries().status(symptom.id());
        Health passing = symptom.mayRetry() ? null : Health.RETRYING;
        List<Seen> shown = status.reason().stream()
                .filter(reason -> reason.code().equals(symptom.code()) && status.health() != passing)
                .map(reason -> new Seen(
                        reason.code(),
                        status.health().name().toLowerCase(Locale.ROOT),
                        reason.detail(),
                        reason.remedy()))
                .toList();
        return status.deadLetters() > 0 ? deadLetters(stage, symptom) : shown;
    }

    private static List<Seen> deadLetters(DeliverStage stage, Symptom symptom) {
        try {
            return stage.deadLetters().groups(symptom.id()).stream()
                    .filter(group -> group.reason().equals(symptom.code()))
                    .map(group -> new Seen(group.reason(), "dead letter", group.detail(), ""))
                    .toList();
        } catch (IOException unreadable) {
            return fail(unreadable);
        }
    }

    private static List<String> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> texts = new ArrayList<>();
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }
}
