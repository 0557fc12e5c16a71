package routes.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.event.Kind;

class CursorFileTest {

    @TempDir
    private Path folder;

    private final List<CursorState> states = List.of(new CursorState("splunk", 4711, Map.of("delivered", 9L)));

    @Test
    void what_was_saved_is_loaded() throws Exception {
        CursorFile file = new CursorFile(Disk.real(), folder);
        file.save(states);

        assertThat(file.load()).isEqualTo(states);
    }

    @Test
    void a_changed_digit_is_noticed_and_the_older_copy_taken() throws Exception {
        CursorFile file = new CursorFile(Disk.real(), folder);
        file.save(states);
        file.savePrevious();
        Path cursors = folder.resolve("cursors.json");
        Files.writeString(cursors, Files.readString(cursors).replace("4711", "9711"));

        assertThat(file.load()).isEqualTo(states);
    }

    @Test
    void without_a_sound_copy_the_journal_refuses_to_open_and_says_what_to_do() throws Exception {
        Files.writeString(folder.resolve("cursors.json"), "{\"version\":1,");

        assertThatThrownBy(() -> new TestJournal(folder).open())
                .isInstanceOf(JournalUnusableException.class)
                .hasMessageContaining("restore one from a backup, or remove both");
    }

    @Test
    void a_cursor_beyond_the_end_goes_on_at_the_end() throws Exception {
        new CursorFile(Disk.real(), folder).save(states);
        try (Journal journal = new TestJournal(folder).open()) {
            Subscription subscription = journal.subscription("splunk").orElseThrow();
            Sample.append(journal, Sample.deny(1));

            assertThat(subscription.pending(Kind.ALL)).isEqualTo(1);
            assertThat(Sample.readAll(journal, subscription, Kind.ALL)).containsExactly(Sample.deny(1));
        }
    }
}
