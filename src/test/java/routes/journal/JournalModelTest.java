package routes.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.event.Batch;
import routes.event.Selection;
import routes.journal.segment.KeyRing;
import routes.journal.verify.Verifier;

/**
 * Random appends, reads, commits, crashes and restarts against a list in memory. A crash tears what was being written, fills its tail
 * with zeros, and tears, cuts or removes the index; up to some of them a router of format 1 was running; what was answered must still be there, in order. A long run: {@code mvn test -Dtest=JournalModelTest
 * -Djournal.model.seeds=1000}.
 */
class JournalModelTest {

    private static final int STEPS = 120;

    @TempDir
    private Path folder;

    private final List<String> appended = new ArrayList<>();
    private Random random;
    private KeyRing keys;
    private TestJournal place;
    private Journal journal;
    private Subscription subscription;
    private int settled;
    private int read;
    private int lives;

    @ParameterizedTest
    @MethodSource("seeds")
    void what_was_answered_is_never_lost_and_never_reordered(long seed) throws Exception {
        random = new Random(seed);
        keys = KeyRing.of(seed % 3 == 0 ? new byte[] {1, 2, 3} : TestJournal.NO_KEY);
        place = new TestJournal(folder.resolve("life-0"))
                .segmentBytes(3000)
                .memoryBytes(seed % 2 == 0 ? 0 : 5000)
                .keys(keys);
        open();
        try {
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            crash();
            assertThat(readFresh()).as("seed %d", seed).isEqualTo(appended);
            assertThat(Verifier.verify(place.audit(), keys).findings())
                    .as("seed %d", seed)
                    .isEmpty();
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + ", life " + lives + ": " + e.getMessage(), e);
        } finally {
            journal.close();
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("journal.model.seeds", 8));
    }

    private void step() throws Exception {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4 -> append();
            case 5, 6, 7 -> readBatch();
            case 8, 9 -> commit();
            case 10 -> restart();
            default -> crash();
        }
    }

    private void append() throws Exception {
        List<String> events = newEvents();
        Sample.append(journal, events);
        appended.addAll(events);
    }

    private List<String> newEvents() {
        List<String> events = new ArrayList<>();
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            events.add(random.nextBoolean() ? Sample.deny(random.nextInt()) : Sample.allow(random.nextInt()));
        }
        return events;
    }

    private void readBatch() throws Exception {
        if (read == appended.size()) {
            return;
        }
        Optional<Batch> batch =
                subscription.next(Selection.ALL, 1 + random.nextInt(20), 1 + random.nextInt(2000), 0, () -> false);
        List<String> texts = Sample.texts(batch.orElseThrow());
        assertThat(texts).isEqualTo(appended.subList(read, read + texts.size()));
        read += texts.size();
    }

    private void commit() {
        subscription.committed(subscription.readTo());
        settled = read;
        assertThat(subscription.pending(Selection.ALL)).isEqualTo(appended.size() - settled);
        assertThat(subscription.pending(Sample.DENIES))
                .isEqualTo(appended.subList(settled, appended.size()).stream()
                        .filter(event -> event.contains("policy.deny"))
                        .count());
    }

    private void restart() throws Exception {
        journal.close();
        open();
        assertThat(read).isEqualTo(settled);
    }

    private void crash() throws Exception {
        lives++;
        TestJournal next = place.copyTo(folder.resolve("life-" + lives));
        journal.close();
        place = next;
        if (random.nextInt(4) == 0) {
            FormatOne.rewrite(place, keys);
        }
        List<String> torn = tearData();
        if (random.nextInt(3) == 0) {
            damageIndex(place.index(place.segments() - 1));
        }
        int answered = appended.size();
        open();
        List<String> found = readFresh();
        assertThat(found.size()).isBetween(answered, answered + torn.size());
        assertThat(found.subList(0, answered)).isEqualTo(appended);
        assertThat(found.subList(answered, found.size())).isEqualTo(torn.subList(0, found.size() - answered));
        appended.addAll(found.subList(answered, found.size()));
    }

    /** Leaves a part of a group that was never answered behind the last line, and zeros behind that. */
    private List<String> tearData() throws IOException {
        List<String> torn = newEvents();
        byte[] bytes = (String.join("\n", torn) + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] part = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        Path newest = place.segment(place.segments() - 1);
        Files.write(newest, part, StandardOpenOption.APPEND);
        if (random.nextBoolean()) {
            Files.write(newest, new byte[random.nextInt(5000)], StandardOpenOption.APPEND);
        }
        return torn;
    }

    private void damageIndex(Path index) throws IOException {
        byte[] bytes = Files.readAllBytes(index);
        switch (random.nextInt(3)) {
            case 0 -> Files.delete(index);
            case 1 -> Files.write(index, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
            default -> {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(index, bytes);
            }
        }
    }

    private void open() throws Exception {
        journal = place.open();
        subscription = journal.subscribe("model", "earliest");
        int before = settled;
        settled = indexOf(subscription.position());
        assertThat(settled).as("the cursor never runs ahead").isLessThanOrEqualTo(before);
        read = settled;
    }

    private int indexOf(long position) {
        long at = 0;
        int index = 0;
        while (at < position) {
            at += appended.get(index++).length() + 1;
        }
        return index;
    }

    private List<String> readFresh() throws Exception {
        Subscription fresh = journal.subscribe("fresh-" + random.nextInt(), "earliest");
        List<String> all = Sample.readAll(journal, fresh, Selection.ALL);
        journal.remove(fresh.name());
        return all;
    }
}
