package routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.journal.Journal;
import routes.journal.segment.JournalSettings;
import routes.journal.segment.KeyRing;

/** What the commands on a signed journal say to somebody who forgot the key, or a word. */
class JournalCommandTest {

    private static final String KEY = "a key of the test, of 32 bytes or so";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

    @BeforeEach
    void a_signed_journal() throws Exception {
        JournalSettings settings = new JournalSettings(
                folder, 1 << 20, Duration.ofHours(1), Duration.ZERO, 0, 1 << 20, KeyRing.of(List.of(KEY)));
        Journal.open(settings, new SimpleMeterRegistry()).close();
    }

    @Test
    void without_the_key_no_head_of_a_signed_journal_is_printed() {
        assertThat(run(Map.of(), "journal", "head")).isEqualTo(1);

        assertThat(text(printed)).as("what goes into the file of heads").isEmpty();
        assertThat(text(complaints)).contains("signed", "SIEM_JOURNAL_HMAC_KEY", "SIEM_JOURNAL_HMAC_KEY_FILE");
    }

    @Test
    void with_the_key_a_signed_head_is_printed() {
        assertThat(run(Map.of("SIEM_JOURNAL_HMAC_KEY", KEY), "journal", "head")).isZero();

        assertThat(text(printed)).contains("\"signature\":\"");
        assertThat(text(complaints)).isEmpty();
    }

    @Test
    void a_journal_that_no_key_is_set_for_is_not_called_changed() {
        assertThat(run(Map.of(), "journal", "verify")).isEqualTo(1);

        assertThat(text(printed))
                .contains("no key is set", "SIEM_JOURNAL_HMAC_KEY", "SIEM_JOURNAL_HMAC_KEY_FILE", "NOT CHECKED")
                .doesNotContain("NOT SOUND", "OTHER_KEY");
    }

    @Test
    void a_journal_of_another_key_is_told_from_one_without() {
        assertThat(run(Map.of("SIEM_JOURNAL_HMAC_KEY", "not that one"), "journal", "verify"))
                .isEqualTo(1);

        assertThat(text(printed))
                .contains("OTHER_KEY", "none of the keys", "NOT SOUND")
                .doesNotContain("no key is set");
    }

    @Test
    void a_word_that_is_missing_is_named() {
        assertThat(run(Map.of(), "journal")).isEqualTo(2);
        assertThat(text(complaints)).contains("journal: expected").contains("head", "verify");
        assertThat(run(Map.of(), "journal", "verify", "--head")).isEqualTo(2);
        assertThat(text(complaints)).contains("journal verify --head: expected a file");
        assertThat(run(Map.of(), "journal", "check")).isEqualTo(2);
        assertThat(text(complaints)).contains("journal check: expected");
        assertThat(text(printed)).isEmpty();
    }

    private int run(Map<String, String> more, String... words) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("SIEM_DATA_DIR", folder.toString());
        return new JournalCommand(stream(printed), stream(complaints), environment)
                .run(List.of(words))
                .orElseThrow();
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
