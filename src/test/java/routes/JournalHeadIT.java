package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The head of the journal, printed by the packaged jar while the router runs, finds a journal that was set back. */
class JournalHeadIT {

    @Test
    void a_journal_that_was_set_back_is_found_by_a_head_that_was_kept(@TempDir Path work) throws Exception {
        Path keys = Files.writeString(work.resolve("keys"), "the key\nan older key\n");
        Map<String, String> environment = Map.of(
                "SIEM_JOURNAL_HMAC_KEY_FILE",
                keys.toString(),
                "SIEM_DATA_DIR",
                work.resolve("data").toString());
        Path earlier = Files.createDirectory(work.resolve("earlier"));
        Path kept = work.resolve("kept.head");
        try (RouterProcess router = RouterProcess.start(work, environment)) {
            router.api().accept(Traffic.events("first", 0, 10));
            copy(router.data().resolve("audit"), Files.createDirectory(earlier.resolve("audit")));
            router.api().accept(Traffic.events("second", 0, 10));
            Files.writeString(kept, run(work, environment, 0, "journal", "head"));
            assertThat(Files.readString(kept))
                    .matches("\\{\"head\":1,\"position\":\\d+,.*\"signature\":\"[0-9a-f]{64}\"}\n");
            assertThat(run(work, environment, 0, "journal", "verify", "--head", kept.toString()))
                    .contains("1 head is where the journal says it was");
        }
        assertThat(Trail.sent(work.resolve("data"))).hasSize(20);
        assertThat(Trail.sent(earlier)).hasSize(10);
        Map<String, String> setBack =
                Map.of("SIEM_JOURNAL_HMAC_KEY_FILE", keys.toString(), "SIEM_DATA_DIR", earlier.toString());
        assertThat(run(work, setBack, 1, "journal", "verify", "--head", kept.toString()))
                .contains("bytes were cut off");
        assertThat(run(work, setBack, 0, "journal", "verify")).contains("sound:");
        assertThat(run(work, setBack, 2, "journal", "verify", "--head", keys.toString()))
                .contains("keys line 1: expected a line as `journal head` prints it");
    }

    /** What the command printed; its process ends with this. */
    private static String run(Path work, Map<String, String> environment, int exit, String... words) throws Exception {
        Path own = Files.createTempDirectory(work, "command");
        try (RouterProcess command = RouterProcess.launch(own, environment, words)) {
            assertThat(command.awaitExit()).as(command.log()).isEqualTo(exit);
            return command.log();
        }
    }

    private static void copy(Path from, Path to) throws Exception {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(one -> !Files.isSymbolicLink(one)).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
