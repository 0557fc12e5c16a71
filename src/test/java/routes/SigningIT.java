package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that is signed stays so, unless somebody says otherwise. */
class SigningIT {

    private static final String KEY = "a key of the test, of 32 bytes or so";
    private static final String UNSIGNED = "it is signed with no key from here on";

    @Test
    void a_signed_journal_goes_on_without_its_key_only_on_purpose(@TempDir Path work) throws Exception {
        String data = work.resolve("data").toString();
        Path first = Files.createDirectory(work.resolve("first"));
        try (RouterProcess router =
                RouterProcess.start(first, Map.of("SIEM_DATA_DIR", data, "SIEM_JOURNAL_HMAC_KEY", KEY))) {
            router.api().accept(Traffic.events("signed", 0, 5));
            router.stop();
        }
        Map<String, String> before = audit(Path.of(data));

        Path second = Files.createDirectory(work.resolve("second"));
        try (RouterProcess router = RouterProcess.launch(second, Map.of("SIEM_DATA_DIR", data))) {
            assertThat(router.awaitExit()).as(router.log()).isEqualTo(1);
            assertThat(router.log())
                    .contains("SIEM_JOURNAL_HMAC_KEY", "SIEM_JOURNAL_HMAC_KEY_FILE", "SIEM_JOURNAL_UNSIGNED");
        }
        assertThat(audit(Path.of(data))).isEqualTo(before);

        Path third = Files.createDirectory(work.resolve("third"));
        try (RouterProcess router =
                RouterProcess.start(third, Map.of("SIEM_DATA_DIR", data, "SIEM_JOURNAL_UNSIGNED", "true"))) {
            router.api().accept(Traffic.events("unsigned", 0, 5));
            assertThat(router.log()).contains(UNSIGNED);
            router.stop();
            router.restart();
            assertThat(router.log().split(UNSIGNED, -1))
                    .as("it is told once, when it begins")
                    .hasSize(2);
        }
    }

    @Test
    void a_key_that_can_be_guessed_is_warned_of_in_a_log_that_is_the_owner_s_alone(@TempDir Path work)
            throws Exception {
        Path log = work.resolve("siem.log");
        Map<String, String> environment =
                Map.of("SIEM_JOURNAL_HMAC_KEY", "canary-short", "SIEM_LOG_FILE", log.toString());
        try (RouterProcess router = RouterProcess.start(work, environment)) {
            router.stop();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(log))
                    .contains("SIEM_JOURNAL_HMAC_KEY", "openssl rand -hex 32")
                    .doesNotContain("canary-short");
        }
    }

    /** Names and contents of all its files. */
    private static Map<String, String> audit(Path data) throws Exception {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(data.resolve("audit"))) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
