package routes.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.disk.SteadyClock;
import routes.event.Selection;
import routes.journal.segment.Disk;
import routes.journal.segment.JournalUnusableException;

class CursorFileTest {

    @TempDir
    private Path folder;

    private final List<CursorState> states = List.of(new CursorState("splunk", 4711, Map.of("delivered", 9L)));

    @Test
    void what_was_saved_is_loaded() throws Exception {
        CursorFile file = new CursorFile(Disk.real(SteadyClock.open(folder)), folder);
        file.save(states);

        assertThat(file.load()).isEqualTo(states);
    }

    @Test
    void a_changed_digit_is_noticed_and_the_older_copy_taken() throws Exception {
        CursorFile file = new CursorFile(Disk.real(SteadyClock.open(folder)), folder);
        file.save(states);
        file.savePrevious(states);
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
    void a_damaged_file_is_replaced_by_the_next_run_and_not_copied_over_the_sound_one() throws Exception {
        try (Journal journal = new TestJournal(folder).open()) {
            journal.subscribe("splunk", "now");
        }
        Path cursors = folder.resolve("cursors.json");
        Path previous = folder.resolve("cursors.previous.json");
        Files.writeString(cursors, "{\"version\":1,");

        new TestJournal(folder).open().close();
        Files.delete(previous);

        assertThat(new CursorFile(Disk.real(SteadyClock.open(folder)), folder).load())
                .extracting(CursorState::name)
                .containsExactly("splunk");
    }

    @Test
    void a_file_damaged_while_running_does_not_reach_the_older_copy() throws Exception {
        try (Journal journal = new TestJournal(folder).open()) {
            journal.subscribe("splunk", "now");
            Files.writeString(folder.resolve("cursors.json"), "{\"version\":1,");
            journal.subscribe("webhook", "now");
            Files.delete(folder.resolve("cursors.json"));

            assertThat(new CursorFile(Disk.real(SteadyClock.open(folder)), folder).load())
                    .hasSize(2);
        }
    }

    @Test
    void a_new_subscription_is_durable_with_the_name_of_its_file() throws Exception {
        List<Path> opened = Collections.synchronizedList(new ArrayList<>());
        Disk.Opener opener = (path, options) -> {
            opened.add(path);
            return FileChannel.open(path, options);
        };
        Disk disk = new Disk(opener, ignored -> TestJournal.PLENTY, InstantSource.system());
        try (Journal journal = new TestJournal(folder).disk(disk).open()) {
            opened.clear();
            journal.subscribe("splunk", "now");

            assertThat(opened).contains(folder.toAbsolutePath());
        }
    }

    @Test
    void a_cursor_beyond_the_end_goes_on_at_the_end() throws Exception {
        new CursorFile(Disk.real(SteadyClock.open(folder)), folder).save(states);
        try (Journal journal = new TestJournal(folder).open()) {
            Subscription subscription = journal.subscription("splunk").orElseThrow();
            Sample.append(journal, Sample.deny(1));

            assertThat(subscription.pending(Selection.ALL)).isEqualTo(1);
            assertThat(Sample.readAll(journal, subscription, Selection.ALL)).containsExactly(Sample.deny(1));
        }
    }
}
