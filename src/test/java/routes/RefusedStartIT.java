package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start with a key that is missing or wrong, after a crash that left something to mend: not one byte of the data folder is changed. */
class RefusedStartIT {

    private static final String KEY = "opensesame of this test";

    @TempDir
    private Path work;

    @Test
    void a_start_without_the_right_key_of_the_integrations_changes_nothing_and_the_next_one_with_it_goes_on()
            throws Exception {
        try (Collector collector = Collector.start()) {
            collector.usually(ids -> Reply.of(503, "{}"));
            try (RouterProcess router = RouterProcess.start(work, Map.of("SIEM_INTEGRATIONS_KEY", KEY))) {
                router.api().createIntegration(collector.integration());
                router.api().accept(Traffic.events("kept", 0, 20));
                router.kill();
            }
            Path segment = work.resolve("data/audit/audit.jsonl").toRealPath();
            Files.writeString(segment, Files.readString(segment) + "{\"torn\":");
            Map<String, String> before = everything();

            for (Map<String, String> wrong : List.of(
                    Map.<String, String>of(),
                    Map.of("SIEM_INTEGRATIONS_KEY", "another key"),
                    Map.of(
                            "SIEM_INTEGRATIONS_KEY",
                            "another key",
                            "SIEM_JOURNAL_HMAC_KEY",
                            KEY,
                            "SIEM_DEAD_LETTER_KEY",
                            KEY))) {
                try (RouterProcess refused = RouterProcess.launch(work, wrong)) {
                    assertThat(refused.awaitExit()).as(refused.log()).isEqualTo(1);
                    assertThat(refused.log())
                            .contains("integrations.json", "SIEM_INTEGRATIONS_KEY", "Nothing was changed.")
                            .doesNotContain(KEY, "another key");
                }
                assertThat(everything()).isEqualTo(before);
            }

            collector.usually(ids -> Reply.SUCCESS);
            try (RouterProcess router = RouterProcess.start(work, Map.of("SIEM_INTEGRATIONS_KEY", KEY))) {
                Await.until(
                        "all are delivered",
                        () -> collector.ids().containsAll(Traffic.ids("kept", 0, 20)),
                        router::log);
            }
        }
    }

    /** Names, times and contents of all files, and where links lead. */
    private Map<String, String> everything() throws IOException {
        try (Stream<Path> all = Files.walk(work.resolve("data"))) {
            Map<String, String> seen = new TreeMap<>();
            all.forEach(path -> seen.put(path.toString(), seen(path)));
            return seen;
        }
    }

    private static String seen(Path path) {
        try {
            if (Files.isSymbolicLink(path)) {
                return Files.readSymbolicLink(path).toString();
            }
            // whether a file can be made there is tried out, which gives a folder another time
            return Files.isDirectory(path)
                    ? "a folder"
                    : Files.getLastModifiedTime(path) + " " + HexFormat.of().formatHex(Files.readAllBytes(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
