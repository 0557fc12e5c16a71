package routes.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.Await;
import routes.event.Selection;
import routes.journal.segment.Disk;
import routes.journal.segment.JournalFullException;
import routes.journal.segment.JournalUnusableException;
import routes.journal.segment.KeyRing;
import routes.journal.verify.Verifier;

class DiskFaultTest {

    @TempDir
    private Path folder;

    private volatile Set<FaultyChannel.Step> failing = EnumSet.noneOf(FaultyChannel.Step.class);
    private volatile Set<FaultyChannel.Step> outOfMemory = EnumSet.noneOf(FaultyChannel.Step.class);
    private final AtomicLong thrown = new AtomicLong();
    private volatile String failingFiles = ".jsonl";
    private final AtomicLong free = new AtomicLong(TestJournal.PLENTY);

    private TestJournal place() {
        return new TestJournal(folder)
                .disk(new Disk(
                        (file, options) ->
                                new FaultyChannel(FileChannel.open(file, options), step -> fault(file, step)),
                        any -> free.get(),
                        InstantSource.system()));
    }

    private void fault(Path file, FaultyChannel.Step step) throws IOException {
        if (file.toString().endsWith(failingFiles) && outOfMemory.contains(step)) {
            thrown.incrementAndGet();
            throw new OutOfMemoryError("thrown by a test");
        }
        if (file.toString().endsWith(failingFiles) && failing.contains(step)) {
            throw new IOException("No space left on device");
        }
    }

    @ParameterizedTest
    @EnumSource(FaultyChannel.Step.class)
    void a_failed_group_is_answered_with_the_error_and_leaves_nothing_behind(FaultyChannel.Step step) throws Exception {
        TestJournal place = place();
        try (Journal journal = place.open()) {
            Sample.append(journal, Sample.deny(0));

            failing = EnumSet.of(FaultyChannel.Step.WRITE, step);
            assertThatThrownBy(() -> Sample.append(journal, Sample.deny(99))).hasMessageContaining("No space left");
            assertThatThrownBy(() -> Sample.append(journal, Sample.deny(98))).isInstanceOf(IOException.class);
            failing = EnumSet.noneOf(FaultyChannel.Step.class);
            Sample.append(journal, Sample.deny(1));

            assertThat(Sample.readAll(journal, journal.subscribe("live", "earliest"), Selection.ALL))
                    .isEqualTo(Sample.denies(0, 2));
        }
        assertSoundAfterRestart(place);
    }

    @Test
    void events_taken_before_reading_failed_come_again() throws Exception {
        AtomicReference<String> unreadable = new AtomicReference<>("none");
        Disk disk = new Disk(
                (file, options) -> {
                    if (file.toString().endsWith(unreadable.get())) {
                        throw new IOException("Too many open files");
                    }
                    return FileChannel.open(file, options);
                },
                any -> TestJournal.PLENTY,
                InstantSource.system());
        TestJournal place =
                new TestJournal(folder).segmentBytes(500).memoryBytes(0).disk(disk);
        try (Journal journal = place.open()) {
            for (int i = 0; i < 20; i++) {
                Sample.append(journal, Sample.deny(i));
            }
            Subscription live = journal.subscribe("live", "earliest");
            unreadable.set(place.index(1).getFileName().toString());
            assertThatThrownBy(() -> live.next(Selection.ALL, 100, 1_000_000, 0, () -> false))
                    .hasMessage("Too many open files");
            unreadable.set("none");

            assertThat(Sample.readAll(journal, live, Selection.ALL)).isEqualTo(Sample.denies(0, 20));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".jsonl", ".index"})
    void an_error_of_either_file_is_an_error_of_the_append(String files) throws Exception {
        TestJournal place = place();
        try (Journal journal = place.open()) {
            Sample.append(journal, Sample.deny(0));

            failingFiles = files;
            failing = EnumSet.of(FaultyChannel.Step.WRITE);
            assertThatThrownBy(() -> Sample.append(journal, Sample.deny(99))).hasMessageContaining("No space left");
            failing = EnumSet.noneOf(FaultyChannel.Step.class);
            Sample.append(journal, Sample.deny(1));
        }
        assertSoundAfterRestart(place);
    }

    @Test
    void after_a_failed_sync_the_journal_goes_on_in_a_new_segment() throws Exception {
        TestJournal place = place();
        try (Journal journal = place.open()) {
            Sample.append(journal, Sample.deny(0));

            failing = EnumSet.of(FaultyChannel.Step.SYNC);
            assertThatThrownBy(() -> Sample.append(journal, Sample.deny(99))).isInstanceOf(IOException.class);
            failing = EnumSet.noneOf(FaultyChannel.Step.class);
            Sample.append(journal, Sample.deny(1));

            assertThat(place.segments()).isEqualTo(2);
            assertThat(Sample.readAll(journal, journal.subscribe("live", "earliest"), Selection.ALL))
                    .isEqualTo(Sample.denies(0, 2));
        }
        assertSoundAfterRestart(place);
    }

    @Test
    void a_failed_sync_of_an_empty_segment_is_survived_too() throws Exception {
        TestJournal place = place();
        try (Journal journal = place.open()) {
            failing = EnumSet.of(FaultyChannel.Step.SYNC);
            assertThatThrownBy(() -> Sample.append(journal, Sample.deny(99))).isInstanceOf(IOException.class);
            failing = EnumSet.noneOf(FaultyChannel.Step.class);
            Sample.append(journal, Sample.denies(0, 2));
        }
        assertSoundAfterRestart(place);
    }

    @ParameterizedTest
    @EnumSource(FaultyChannel.Step.class)
    void an_error_fails_its_group_only_and_ends_no_thread(FaultyChannel.Step step) throws Exception {
        TestJournal place = place();
        try (Journal journal = place.open()) {
            Sample.append(journal, Sample.deny(0));

            outOfMemory = EnumSet.of(FaultyChannel.Step.SYNC, step);
            assertThatThrownBy(() -> Sample.append(journal, Sample.deny(99))).hasRootCauseMessage("thrown by a test");
            outOfMemory = EnumSet.noneOf(FaultyChannel.Step.class);
            Sample.append(journal, Sample.deny(1));
        }
        assertSoundAfterRestart(place);
    }

    @Test
    void an_error_in_a_callback_leaves_the_other_callbacks_their_answer() throws Exception {
        try (Journal journal = place().open()) {
            journal.append(Sample.lines(Sample.denies(0, 1)), failure -> {
                throw new StackOverflowError("thrown by a test");
            });

            Sample.append(journal, Sample.deny(1));
        }
    }

    @Test
    void an_error_ends_no_housekeeping() throws Exception {
        try (Journal journal = place().open()) {
            Subscription subscription = journal.subscribe("s", "now");
            failingFiles = "";
            outOfMemory = EnumSet.allOf(FaultyChannel.Step.class);
            subscription.count("seen", 1);
            Await.until("the cursors were tried", () -> thrown.get() > 0);
            outOfMemory = EnumSet.noneOf(FaultyChannel.Step.class);

            Await.until("the cursors are written", () -> cursors().contains("seen"));
        }
    }

    private String cursors() {
        try {
            return Files.readString(folder.resolve("cursors.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertSoundAfterRestart(TestJournal place) throws Exception {
        try (Journal journal = place.open()) {
            assertThat(Sample.readAll(journal, journal.subscribe("after", "earliest"), Selection.ALL))
                    .isEqualTo(Sample.denies(0, 2));
        }
        assertThat(Verifier.verify(place.audit(), KeyRing.of(TestJournal.NO_KEY))
                        .findings())
                .isEmpty();
    }

    @Test
    void below_the_reserve_appends_fail_and_go_on_by_themselves() throws Exception {
        try (Journal journal = place().open()) {
            Subscription subscription = journal.subscribe("s", "now");
            free.set(999);
            assertFailsWithin(journal);
            free.set(TestJournal.PLENTY);

            appendUntilTaken(journal);

            assertThat(Sample.readAll(journal, subscription, Selection.ALL)).endsWith(Sample.deny(1));
        }
    }

    /** The free space is asked for at most every 100 ms, so the first appends may still pass. */
    private static void assertFailsWithin(Journal journal) throws Exception {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (System.nanoTime() < deadline) {
            try {
                Sample.append(journal, Sample.deny(0));
            } catch (JournalFullException e) {
                assertThat(e).hasMessageContaining("SIEM_JOURNAL_MIN_FREE_BYTES = 1000");
                return;
            }
        }
        throw new AssertionError("appends went on below the reserve");
    }

    private static void appendUntilTaken(Journal journal) throws Exception {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (true) {
            try {
                Sample.append(journal, Sample.deny(1));
                return;
            } catch (JournalFullException e) {
                assertThat(System.nanoTime()).as("appends should go on").isLessThan(deadline);
            }
        }
    }

    @Test
    void a_second_journal_on_the_same_folder_is_refused() throws Exception {
        try (Journal journal = place().open()) {
            assertThatThrownBy(() -> new TestJournal(folder).open())
                    .isInstanceOf(JournalUnusableException.class)
                    .hasMessageContaining("is in use by another process")
                    .hasMessageContaining("SIEM_DATA_DIR");
            Sample.append(journal, Sample.deny(0));
        }
    }

    @Test
    void a_folder_that_cannot_be_written_to_is_refused() {
        TestJournal readOnly = new TestJournal(folder)
                .disk(new Disk(
                        (file, options) -> {
                            throw new AccessDeniedException(file.toString());
                        },
                        any -> TestJournal.PLENTY,
                        InstantSource.system()));

        assertThatThrownBy(readOnly::open)
                .isInstanceOf(JournalUnusableException.class)
                .hasMessageContaining("cannot be written to");
    }

    @Test
    void a_folder_whose_name_is_a_file_is_refused() throws Exception {
        Files.writeString(folder.resolve("audit"), "");

        assertThatThrownBy(() -> new TestJournal(folder).open()).isInstanceOf(JournalUnusableException.class);
    }

    @Test
    void the_link_always_names_the_newest_segment() throws Exception {
        TestJournal place = place().segmentBytes(1);
        try (Journal journal = place.open()) {
            Sample.append(journal, Sample.deny(0));
            Sample.append(journal, Sample.deny(1));

            assertThat(Files.readString(place.audit().resolve("audit.jsonl"))).isEqualTo(Sample.deny(1) + "\n");
            assertThat(Files.readSymbolicLink(place.audit().resolve("audit.jsonl"))
                            .isAbsolute())
                    .isFalse();
        }
    }
}
