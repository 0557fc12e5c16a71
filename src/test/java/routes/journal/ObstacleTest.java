package routes.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.Await;
import routes.journal.segment.Disk;
import routes.journal.segment.JournalFullException;

class ObstacleTest {

    @TempDir
    private Path folder;

    private volatile Set<FaultyChannel.Step> failing = EnumSet.noneOf(FaultyChannel.Step.class);
    private final AtomicLong free = new AtomicLong(TestJournal.PLENTY);

    @Test
    void what_stands_in_the_way_of_an_append_is_told_until_the_disk_takes_data_again_though_nobody_posts()
            throws Exception {
        AtomicReference<IOException> unreadable = new AtomicReference<>();
        Disk disk = new Disk(
                (file, options) -> new FaultyChannel(FileChannel.open(file, options), this::fault),
                any -> {
                    if (unreadable.get() != null) {
                        throw unreadable.get();
                    }
                    return free.get();
                },
                InstantSource.system());
        try (Journal journal = new TestJournal(folder).disk(disk).open()) {
            assertThat(journal.obstacle()).isEmpty();

            failing = EnumSet.of(FaultyChannel.Step.SYNC);
            assertThatThrownBy(() -> Sample.append(journal, Sample.deny(0))).isInstanceOf(IOException.class);
            assertThat(journal.obstacle().orElseThrow()).contains("cannot write");
            failing = EnumSet.noneOf(FaultyChannel.Step.class);
            Await.until(
                    "the disk is found to take data", () -> journal.obstacle().isEmpty());

            unreadable.set(new IOException("Stale file handle"));
            Await.until("what is not known is told", () -> journal.obstacle().isPresent());
            assertThat(journal.obstacle().orElseThrow()).contains("cannot be read");
            assertThatThrownBy(() -> Sample.append(journal, Sample.deny(1))).isInstanceOf(IOException.class);
            unreadable.set(null);
            Await.until("the disk answers", () -> journal.obstacle().isEmpty());

            free.set(1);
            Await.until("the reserve is reached", () -> journal.obstacle().isPresent());
            assertThatThrownBy(() -> Sample.append(journal, Sample.deny(2))).isInstanceOf(JournalFullException.class);
            assertThat(journal.obstacle().orElseThrow()).contains("reserve");
        }
    }

    private void fault(FaultyChannel.Step step) throws IOException {
        if (failing.contains(step)) {
            throw new IOException("Input/output error");
        }
    }
}
