package routes.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.journal.Journal;
import routes.journal.Sample;
import routes.journal.TestJournal;
import routes.journal.segment.Disk;

class SteadyClockTest {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private Instant wall = Instant.parse("2026-01-31T10:00:00Z");
    private long nanos;

    private SteadyClock start() {
        return new SteadyClock(folder.resolve("clock.txt"), () -> wall, () -> nanos);
    }

    /** Time goes by, and the machine's clock with it. */
    private void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, -400})
    void a_jump_while_the_router_runs_is_not_followed_and_no_age_is_sure_for_three_days(int days) {
        SteadyClock clock = start();
        pass(Duration.ofHours(5));
        assertThat(clock.isSure()).isTrue();
        Instant before = clock.instant();

        wall = wall.plus(Duration.ofDays(days));
        pass(Duration.ofHours(70));
        assertThat(clock.isSure()).isFalse();
        assertThat(clock.instant()).isEqualTo(before.plus(Duration.ofHours(70)));

        pass(Duration.ofDays(3));
        assertThat(clock.isSure()).isTrue();
        assertThat(clock.instant()).isEqualTo(wall);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, -400})
    void a_jump_that_is_undone_leaves_no_doubt(int days) {
        SteadyClock clock = start();
        wall = wall.plus(Duration.ofDays(days));
        pass(MOMENT);
        assertThat(clock.isSure()).isFalse();

        wall = wall.minus(Duration.ofDays(days));
        pass(MOMENT);
        assertThat(clock.isSure()).isTrue();
        assertThat(clock.instant()).isEqualTo(wall);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, -400})
    void a_jump_over_a_restart_leaves_no_age_sure_for_three_days(int days) {
        assertThat(start().isSure()).isTrue();
        wall = wall.plus(Duration.ofDays(days));
        SteadyClock again = start();

        pass(Duration.ofHours(71));
        assertThat(again.isSure()).isFalse();
        pass(Duration.ofHours(2));
        assertThat(again.isSure()).isTrue();
    }

    @Test
    void a_clock_that_was_wrong_at_the_start_is_sure_as_soon_as_it_is_set_right() {
        assertThat(start().isSure()).isTrue();
        wall = wall.plus(Duration.ofDays(400));
        SteadyClock again = start();
        assertThat(again.isSure()).isFalse();

        pass(MOMENT);
        wall = wall.minus(Duration.ofDays(400));
        assertThat(again.isSure()).isTrue();
        assertThat(again.instant()).isEqualTo(wall);
    }

    @Test
    void each_restart_in_doubt_begins_the_three_days_anew() {
        assertThat(start().isSure()).isTrue();
        wall = wall.plus(Duration.ofDays(400));
        SteadyClock second = start();
        pass(Duration.ofHours(71));
        assertThat(second.isSure()).isFalse();

        SteadyClock third = start();
        pass(Duration.ofHours(71));
        assertThat(third.isSure()).isFalse();
    }

    @Test
    void a_data_folder_of_before_is_known_by_its_cursors() throws Exception {
        Files.writeString(folder.resolve("cursors.json"), "{}");
        wall = Files.getLastModifiedTime(folder.resolve("cursors.json"))
                .toInstant()
                .plus(Duration.ofDays(400));

        assertThat(start().isSure()).isFalse();
    }

    @Test
    void corrections_and_a_machine_that_slept_are_no_jump() {
        SteadyClock clock = start();
        wall = wall.plus(Duration.ofHours(20));
        assertThat(clock.isSure()).isTrue();
        assertThat(clock.instant()).isEqualTo(wall);
        wall = wall.minus(Duration.ofHours(30));
        assertThat(clock.isSure()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, -400})
    void no_segment_is_deleted_by_a_jump_at_the_start_or_while_it_runs(int days) throws Exception {
        Instant begun = wall;
        try (Journal journal = journal(start()).open()) {
            for (int i = 0; i < 5; i++) {
                Sample.append(journal, Sample.deny(i));
            }
            journal.clean();
            wall = wall.plus(Duration.ofDays(days));
            pass(MOMENT);
            journal.clean();
            Sample.append(journal, Sample.deny(5));
            assertThat(journal.range(journal.start(), journal.end()).last().orElseThrow())
                    .as("what comes in goes on with the time before the jump")
                    .isBetween(begun, begun.plus(Duration.ofMinutes(1)));
        }
        TestJournal place = journal(start());
        try (Journal journal = place.open()) {
            pass(Duration.ofHours(50));
            journal.clean();
        }
        assertThat(place.segments()).isEqualTo(6);
    }

    private TestJournal journal(SteadyClock clock) {
        return new TestJournal(folder)
                .segmentBytes(1)
                .retention(Duration.ofDays(90))
                .disk(new Disk(FileChannel::open, any -> TestJournal.PLENTY, clock, clock::isSure));
    }
}
