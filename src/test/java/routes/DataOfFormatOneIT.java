package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder that a router of on-disk format 1 left behind is taken over whole; see {@code src/test/folders/README.md}. */
class DataOfFormatOneIT {

    private static final Path FOLDER = Path.of("src/test/folders/format-1");
    /** Its events grow old, and are to stay. */
    private static final Map<String, String> SETTINGS =
            Map.of("SIEM_JOURNAL_HMAC_KEY", "a key of format 1", "SIEM_JOURNAL_RETENTION_DAYS", "0");

    private static final String BEHIND = "webhook-0050d0f6";
    private static final String REFUSED = "webhook-6958bc97";
    private static final String PAUSED = "webhook-2544dd98";
    private static final int SAMPLES = 17;
    private static final int POLICY_ALLOW = 14;

    @TempDir
    private Path work;

    private Collector collector;
    private RouterProcess router;
    private RouterApi api;

    @BeforeEach
    void start_a_router_on_a_copy() throws IOException {
        copy(FOLDER, work.resolve("data"));
        collector = Collector.start();
        router = RouterProcess.start(work, SETTINGS);
        api = router.api();
    }

    @AfterEach
    void stop() {
        router.close();
        collector.close();
    }

    @Test
    void what_waited_is_delivered_and_what_was_delivered_is_not_sent_again() {
        assertThat(api.integration(PAUSED).path("pending_events").asLong()).isEqualTo(45);

        deliverHere(BEHIND);
        collector.awaitIds(ids(6, 9));
        api.awaitIntegration(
                BEHIND, "waits for nothing", seen -> seen.path("pending_events").asLong() == 0);
        assertThat(collector.ids()).hasSize(48);

        deliverHere(PAUSED);
        api.lifecycle(PAUSED, "resume");
        api.awaitDelivered(PAUSED, 45);
    }

    @Test
    void dead_letters_are_redriven() {
        assertThat(api.integration(REFUSED).path("dead_letters").asLong()).isEqualTo(27);

        deliverHere(REFUSED);
        api.post(REFUSED + "/dead-letters/redrive", "{}", 202);
        api.awaitIntegration(
                REFUSED,
                "has no dead letter left",
                seen -> seen.path("dead_letters").asLong() == 0);
        assertThat(collector.firstArrivals()).hasSize(27);
    }

    @Test
    void all_of_the_journal_is_sound_and_can_be_replayed_and_written_on() {
        deliverHere(BEHIND);
        api.accept(Traffic.events("new", 0, 20));
        collector.awaitIds(Traffic.ids("new", 0, 20));
        api.post(BEHIND + "/replays", "{\"since\":\"2020-01-01T00:00:00Z\"}", 202);
        collector.awaitIds(ids(0, 9));
        router.stop();

        RouterProcess verify = RouterProcess.launch(work, SETTINGS, "journal", "verify");
        assertThat(verify.awaitExit()).isZero();
        assertThat(verify.log()).contains("sound: ");
        assertThat(Trail.sent(work.resolve("data"))).hasSize(173);
    }

    private void deliverHere(String integration) {
        api.patch(integration, "{\"url\":\"" + collector.url() + "/hook\"}");
        api.lifecycle(integration, integration.equals(PAUSED) ? "pause" : "retry-now");
    }

    /** Of all events of these rounds that are selected unless somebody asks for more. */
    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to)
                .boxed()
                .flatMap(round -> IntStream.range(0, SAMPLES)
                        .filter(sample -> sample != POLICY_ALLOW)
                        .mapToObj(sample -> "%08x-0000-4000-8000-%012x".formatted(round, sample)))
                .toList();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isSymbolicLink(file)) {
                    Files.createSymbolicLink(copy, Files.readSymbolicLink(file));
                } else if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
