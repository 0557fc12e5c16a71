package routes.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.event.Selection;
import routes.journal.segment.KeyRing;
import routes.journal.segment.SegmentFiles;

/**
 * A disk that changes what was written: bits flip, stretches turn to zeros, the newest file ends too early. A long run: {@code mvn
 * test -Dtest=JournalDamageTest -Djournal.model.seeds=1000}.
 */
class JournalDamageTest {

    /** Positions that hold other bytes than were written; {@code to} is the first after them. */
    private record Damaged(long from, long to) {}

    @TempDir
    private Path folder;

    private final List<String> appended = new ArrayList<>();
    private final List<Damaged> damaged = new ArrayList<>();
    private Random random;
    private TestJournal place;

    static LongStream seeds() {
        // 416: a line damaged in a group whose end is lost; 837: the last lines damaged right behind a full batch
        return LongStream.concat(
                LongStream.of(416, 837), LongStream.rangeClosed(1, Long.getLong("journal.model.seeds", 12)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void damage_costs_the_lines_it_touches_and_no_other(long seed) throws Exception {
        random = new Random(seed);
        KeyRing keys = KeyRing.of(seed % 2 == 0 ? new byte[] {1, 2, 3} : TestJournal.NO_KEY);
        place = new TestJournal(folder).segmentBytes(3000).memoryBytes(0).keys(keys);
        write();
        if (random.nextInt(3) == 0) {
            FormatOne.rewrite(place, keys);
            write();
        }
        for (int i = random.nextInt(4); i >= 0; i--) {
            damage();
        }
        List<String> whole = wholeLines();
        assertThat(read("first")).as("seed %d", seed).isEqualTo(whole);

        try (Journal journal = place.open()) {
            Sample.append(journal, Sample.deny(-1));
        }
        whole.add(Sample.deny(-1));
        assertThat(read("again")).as("seed %d, appended behind", seed).isEqualTo(whole);
    }

    private void write() throws Exception {
        try (Journal journal = place.open()) {
            for (int group = 5 + random.nextInt(40); group >= 0; group--) {
                List<String> events = new ArrayList<>();
                for (int i = random.nextInt(8); i >= 0; i--) {
                    events.add(Sample.deny(random.nextInt()));
                }
                Sample.append(journal, events);
                appended.addAll(events);
            }
        }
    }

    private void damage() throws IOException {
        int segment = random.nextInt(place.segments());
        Path file = place.segment(segment);
        long base = SegmentFiles.bases(place.audit()).get(segment);
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length == 0) {
            return;
        }
        int at = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, at + 1 + random.nextInt(300));
        switch (random.nextInt(3)) {
            case 0 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                to = at + 1;
            }
            case 1 -> Arrays.fill(bytes, at, to, (byte) 0);
            default -> {
                to = bytes.length;
                if (segment == place.segments() - 1) {
                    bytes = Arrays.copyOf(bytes, at);
                } else {
                    Arrays.fill(bytes, at, to, (byte) 0);
                }
            }
        }
        Files.write(file, bytes);
        damaged.add(new Damaged(base + at, base + to));
    }

    private List<String> wholeLines() {
        List<String> whole = new ArrayList<>();
        long from = 0;
        for (String line : appended) {
            long start = from;
            long end = from + line.length() + 1;
            if (damaged.stream().noneMatch(hit -> hit.from() < end && hit.to() > start)) {
                whole.add(line);
            }
            from = end;
        }
        return whole;
    }

    private List<String> read(String name) throws Exception {
        try (Journal journal = place.open()) {
            return Sample.readAll(journal, journal.subscribe(name, "earliest"), Selection.ALL);
        }
    }
}
