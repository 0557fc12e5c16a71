package routes.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import routes.event.Batch;
import routes.event.Selection;

/** LineSplitter of the journal: what is in them, where a subscription on one ends, and how one is skipped. */
class JournalRangeTest {

    @TempDir
    private Path folder;

    @Test
    void a_range_counts_each_kind_between_two_positions_across_segments() throws Exception {
        try (Journal journal = new TestJournal(folder).segmentBytes(300).open()) {
            Sample.append(journal, Sample.denies(0, 5));
            long from = journal.end();
            Sample.append(journal, Sample.deny(5), Sample.allow(6), Sample.deny(7));
            Sample.append(journal, Sample.allow(8));
            long to = journal.end();
            Sample.append(journal, Sample.denies(9, 12));

            JournalRange range = journal.range(from, to);

            assertThat(range.events(Sample.DENIES)).isEqualTo(2);
            assertThat(range.events(Sample.ALLOWS)).isEqualTo(2);
            assertThat(range.bytes(Selection.ALL)).isEqualTo(to - from);
            assertThat(journal.range(Instant.EPOCH, Instant.now().plusSeconds(9))
                            .events(Selection.ALL))
                    .isEqualTo(12);
        }
    }

    @Test
    void the_events_of_a_range_are_read_in_order_until_no_more_are_wanted() throws Exception {
        try (Journal journal = new TestJournal(folder).segmentBytes(300).open()) {
            Sample.append(journal, Sample.denies(0, 5));
            long from = journal.after(0, Selection.ALL, 3);
            Sample.append(journal, Sample.deny(5), Sample.allow(6), Sample.deny(7));
            long to = journal.end();
            Sample.append(journal, Sample.denies(8, 12));

            List<String> all = new ArrayList<>();
            journal.read(from, to, Sample.DENIES, event -> all.add(Sample.text(event)));
            List<String> some = new ArrayList<>();
            journal.read(from, to, Sample.DENIES, event -> some.add(Sample.text(event)) && some.size() < 2);

            assertThat(all).containsExactly(Sample.deny(3), Sample.deny(4), Sample.deny(5), Sample.deny(7));
            assertThat(some).isEqualTo(all.subList(0, 2));
        }
    }

    @Test
    @Timeout(20)
    void a_subscription_with_an_end_reads_up_to_it_and_does_not_wait_for_more() throws Exception {
        try (Journal journal = new TestJournal(folder).open()) {
            Sample.append(journal, Sample.denies(0, 3));
            Sample.append(journal, Sample.allow(3));
            long end = journal.end();
            Sample.append(journal, Sample.denies(4, 9));
            Subscription replay = journal.subscribe("one.replay", "position:0");
            replay.endAt(end);

            List<String> read = new ArrayList<>();
            while (!replay.isReadToEnd()) {
                Optional<Batch> next = replay.next(Sample.DENIES, 2, 1_000_000, 0, () -> false);
                next.ifPresent(batch -> read.addAll(Sample.texts(batch)));
                replay.committed(replay.readTo());
            }

            assertThat(read).isEqualTo(Sample.denies(0, 3));
            assertThat(replay.next(Sample.DENIES, 2, 1_000_000, 0, () -> false)).isEmpty();
            assertThat(replay.position()).isEqualTo(end);
        }
    }

    @Test
    @Timeout(20)
    void an_end_within_a_commit_group_cuts_it_there() throws Exception {
        try (Journal journal = new TestJournal(folder).open()) {
            Sample.append(journal, Sample.denies(0, 10));
            Subscription replay = journal.subscribe("one.replay", "position:0");
            long end = journal.after(0, Selection.ALL, 4);
            replay.endAt(end);

            Batch batch =
                    replay.next(Selection.ALL, 100, 1_000_000, 0, () -> false).orElseThrow();
            replay.committed(replay.readTo());

            assertThat(Sample.texts(batch)).isEqualTo(Sample.denies(0, 4));
            assertThat(replay.position()).isEqualTo(end);
            assertThat(replay.pending(Selection.ALL)).isEqualTo(6);
        }
    }

    @Test
    void skipping_passes_over_so_many_selected_events_and_counts_what_is_left() throws Exception {
        try (Journal journal = new TestJournal(folder).segmentBytes(300).open()) {
            Subscription subscription = journal.subscribe("one", "earliest");
            for (int i = 0; i < 10; i++) {
                Sample.append(journal, Sample.deny(i), Sample.allow(100 + i));
            }

            subscription.skipTo(journal.after(subscription.position(), Sample.DENIES, 7));

            assertThat(subscription.pending(Sample.DENIES)).isEqualTo(3);
            assertThat(Sample.readAll(journal, subscription, Sample.DENIES)).isEqualTo(Sample.denies(7, 10));
        }
    }
}
