package routes.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.event.Selection;
import routes.journal.segment.Disk;
import routes.journal.segment.KeyRing;
import routes.journal.verify.Verifier;

class RetentionTest {

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-31T10:00:00Z"));
    private final AtomicLong free = new AtomicLong(TestJournal.PLENTY);

    private TestJournal place() {
        return new TestJournal(folder)
                .segmentBytes(1)
                .retention(Duration.ofDays(90))
                .disk(new Disk(FileChannel::open, any -> free.get(), now::get));
    }

    private static void appendFive(TestJournal place) throws Exception {
        try (Journal journal = place.open()) {
            journal.subscribe("slow", "now");
            for (int i = 0; i < 5; i++) {
                Sample.append(journal, Sample.deny(i));
            }
        }
    }

    @Test
    void a_segment_that_a_subscription_needs_is_kept_however_old_and_however_full_the_disk() throws Exception {
        TestJournal place = place();
        appendFive(place);
        now.set(now.get().plus(Duration.ofDays(1000)));
        free.set(1);

        try (Journal journal = place.open()) {
            journal.clean();

            assertThat(Sample.readAll(journal, journal.subscription("slow").orElseThrow(), Selection.ALL))
                    .isEqualTo(Sample.denies(0, 5));
        }
    }

    @Test
    void segments_past_their_days_go_up_to_the_first_that_is_needed() throws Exception {
        TestJournal place = place();
        appendFive(place);
        now.set(now.get().plus(Duration.ofDays(91)));

        try (Journal journal = place.open()) {
            Subscription slow = journal.subscription("slow").orElseThrow();
            assertThat(slow.next(Selection.ALL, 2, 1_000_000, 0, () -> false)).isPresent();
            slow.committed(slow.readTo());
            journal.clean();

            assertThat(place.segments()).isEqualTo(3);
            assertThat(Sample.readAll(journal, journal.subscribe("new", "earliest"), Selection.ALL))
                    .isEqualTo(Sample.denies(2, 5));
        }
        assertThat(Verifier.verify(place.audit(), KeyRing.of(TestJournal.NO_KEY))
                        .findings())
                .isEmpty();
    }

    @Test
    void younger_segments_stay_unless_the_disk_runs_short() throws Exception {
        TestJournal place = place();
        appendFive(place);
        try (Journal journal = place.open()) {
            journal.remove("slow");
            journal.clean();
            assertThat(place.segments()).isEqualTo(5);
        }
        free.set(1999);
        try (Journal journal = place.open()) {
            journal.clean();
            assertThat(place.segments()).isEqualTo(1);
        }
    }
}
