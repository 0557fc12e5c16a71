package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters that are encrypted on disk: a crash, a start without the key, one with a new key, and a redrive lose none. */
class SealedDeadLettersIT {

    @Test
    void encrypted_dead_letters_outlive_a_crash_a_missing_key_and_a_new_one(@TempDir Path work) throws Exception {
        String bad = Traffic.id("sealed", 3);
        Path key = Files.writeString(work.resolve("key"), "opensesame-old\n");
        Map<String, String> sealed = Map.of("SIEM_DEAD_LETTER_KEY_FILE", key.toString());
        try (Collector collector = Collector.start()) {
            collector.usually(ids -> ids.contains(bad) ? Reply.badEvent(ids.indexOf(bad)) : Reply.SUCCESS);
            Path letters;
            String integration;
            try (RouterProcess router = RouterProcess.start(work, sealed)) {
                RouterApi api = router.api();
                integration = api.createIntegration(collector.integration());
                api.accept(Traffic.events("sealed", 0, 10));
                api.awaitDelivered(integration, 9);
                letters = router.data().resolve("dead-letters").resolve(integration + ".jsonl");
                assertThat(Files.readString(letters))
                        .contains("\"sealed\":\"1:")
                        .doesNotContain(bad);
                router.kill();
            }
            byte[] before = Files.readAllBytes(letters);
            Path cursors = work.resolve("data").resolve("cursors.json");
            byte[] cursorsBefore = Files.readAllBytes(cursors);
            try (RouterProcess refused = RouterProcess.launch(work, Map.of())) {
                assertThat(refused.awaitExit()).isEqualTo(1);
                assertThat(refused.log())
                        .contains("does not open with SIEM_DEAD_LETTER_KEY")
                        .doesNotContain("\tat ");
            }
            assertThat(letters).hasBinaryContent(before);
            assertThat(cursors).hasBinaryContent(cursorsBefore);

            Files.writeString(key, "opensesame-new\nopensesame-old\n");
            collector.usually(ids -> Reply.SUCCESS);
            try (RouterProcess router = RouterProcess.start(work, sealed)) {
                RouterApi api = router.api();
                api.post(integration + "/dead-letters/redrive", "{\"reason\":\"hec_6\"}", 202);
                api.awaitIntegration(
                        integration,
                        "has none left",
                        seen -> seen.path("dead_letters").asLong() == 0);
                assertThat(Set.copyOf(collector.ids())).isEqualTo(Set.copyOf(Traffic.ids("sealed", 0, 10)));
                assertThat(router.log()).doesNotContain("opensesame");
            }
        }
    }
}
