package routes.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.journal.segment.Disk;

/** A journal that got {@link #LINES} lines within a day, of which the reserve is 1000 bytes and each segment has one line. */
class DiskLeftTest {

    private static final int LINES = 24;
    private static final int LINE = Sample.deny(10).length() + 1;
    private static final int RESERVE = 1000;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-31T10:00:00Z"));
    private final AtomicLong free = new AtomicLong(TestJournal.PLENTY);
    private final AtomicBoolean sure = new AtomicBoolean(true);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    private Path folder;

    private Journal journal;

    @BeforeEach
    void open() throws Exception {
        journal = new TestJournal(folder)
                .segmentBytes(1)
                .registry(registry)
                .disk(new Disk(FileChannel::open, any -> free.get(), now::get, sure::get))
                .open();
    }

    @AfterEach
    void close() throws Exception {
        journal.close();
    }

    /** One line an hour, of the same length each. */
    private void aDay() throws Exception {
        for (int i = 0; i < LINES; i++) {
            Sample.append(journal, Sample.deny(10 + i));
            now.set(now.get().plus(Duration.ofHours(1)));
        }
    }

    private double hoursLeft() throws Exception {
        journal.clean();
        return registry.get("siem.journal.left.seconds").gauge().value() / 3600;
    }

    @Test
    void an_empty_journal_lasts_for_ever() throws Exception {
        assertThat(hoursLeft()).isInfinite();
        assertThat(journal.warnings()).isEmpty();
    }

    @Test
    void what_is_free_above_the_reserve_lasts_at_the_rate_of_the_last_day() throws Exception {
        journal.subscribe("slow", "now");
        aDay();
        free.set(RESERVE + 48 * LINE);

        assertThat(hoursLeft()).isEqualTo(48);
        assertThat(journal.warnings()).isEmpty();
    }

    @Test
    void less_than_a_day_is_warned_of_with_the_integration_that_holds_the_disk() throws Exception {
        journal.subscribe("slow", "now");
        aDay();
        free.set(RESERVE + 5 * LINE + LINE / 2);

        assertThat(hoursLeft()).isBetween(5.0, 6.0);
        assertThat(journal.warnings())
                .singleElement()
                .asString()
                .contains("5 h ", "503", "Integration slow holds " + LINES * LINE + " bytes", "max_backlog");
        free.set(RESERVE - 1);
        assertThat(hoursLeft()).isZero();
    }

    @Test
    void what_retention_may_delete_is_room() throws Exception {
        aDay();
        free.set(RESERVE * 2L);

        // all but the last line, which is in the segment that is written to
        assertThat(hoursLeft()).isEqualTo((RESERVE + (LINES - 1) * LINE) / (double) LINE);
    }

    @Test
    void a_burst_is_an_hour_s_worth_where_the_journal_is_young() throws Exception {
        for (int i = 0; i < 10; i++) {
            Sample.append(journal, Sample.deny(10 + i));
        }
        journal.subscribe("slow", "earliest");
        free.set(RESERVE + 20 * LINE);

        assertThat(hoursLeft()).isEqualTo(2);
    }

    @Test
    void a_clock_in_doubt_says_nothing() throws Exception {
        aDay();
        sure.set(false);
        free.set(0);

        assertThat(hoursLeft()).isInfinite();
    }
}
