package routes.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.disk.SteadyClock;
import routes.event.Batch;
import routes.event.Selection;
import routes.journal.segment.Disk;
import routes.journal.segment.GroupBuilder;
import routes.journal.segment.GroupEntry;
import routes.journal.segment.GroupMetadata;
import routes.journal.segment.IndexFormat;
import routes.journal.segment.IndexHeader;
import routes.journal.segment.IndexReader;
import routes.journal.segment.KeyRing;
import routes.journal.verify.Verifier;

/** Format 1 is read as it is, format 2 is written behind it, and what format 2 has room for is kept. */
class FormatsTest {

    private static final KeyRing KEYS = KeyRing.of(new byte[] {1, 2, 3});

    @TempDir
    private Path folder;

    @Test
    void segments_of_format_1_stay_as_they_are_and_the_chain_goes_on_in_a_new_one() throws Exception {
        TestJournal place = new TestJournal(folder).keys(KEYS).segmentBytes(500).memoryBytes(0);
        append(place, 0, 20);
        FormatOne.rewrite(place, KEYS);
        List<byte[]> older = indexes(place);
        int segments = place.segments();

        append(place, 20, 40);

        assertThat(place.segments()).isGreaterThan(segments);
        List<byte[]> now = indexes(place);
        for (int i = 0; i < segments - 1; i++) {
            assertThat(now.get(i)).as("segment %d", i).isEqualTo(older.get(i));
        }
        // the newest was not closed yet: it gets its seal, in its own format
        byte[] last = older.get(segments - 1);
        assertThat(now.get(segments - 1)).startsWith(last).hasSize(last.length + 588);
        assertThat(versions(place).subList(0, segments)).containsOnly(1);
        assertThat(versions(place).subList(segments, place.segments())).containsOnly(2);
        assertThat(readAll(place)).isEqualTo(Sample.denies(0, 40));
        assertThat(Verifier.verify(place.audit(), KEYS).findings()).isEmpty();
    }

    @Test
    void a_crash_in_format_1_is_mended_in_format_1() throws Exception {
        TestJournal place = new TestJournal(folder).keys(KEYS).memoryBytes(0);
        append(place, 0, 6);
        FormatOne.rewrite(place, KEYS);
        Files.writeString(
                place.segment(0),
                Sample.deny(6) + "\n{\"id\":\"torn",
                StandardCharsets.UTF_8,
                java.nio.file.StandardOpenOption.APPEND);

        append(place, 7, 9);

        assertThat(versions(place)).containsExactly(1, 2);
        assertThat(readAll(place)).isEqualTo(Sample.denies(0, 9));
        assertThat(Verifier.verify(place.audit(), KEYS).findings()).isEmpty();
    }

    @Test
    void what_is_kept_of_a_group_is_passed_over_by_its_length_and_survives_mending() throws Exception {
        TestJournal place = new TestJournal(folder).keys(KEYS).memoryBytes(0);
        append(place, 0, 3);
        ByteBuffer block = ByteBuffer.allocate(6 + 4 + 6);
        block.putShort((short) 1).putInt(4).put("http".getBytes(StandardCharsets.US_ASCII));
        block.putShort((short) 4711).putInt(0).flip();
        GroupMetadata metadata = GroupMetadata.read(block.duplicate()).orElseThrow();
        withMetadata(place, metadata);

        assertThat(readAll(place)).isEqualTo(Sample.denies(0, 3));
        assertThat(Verifier.verify(place.audit(), KEYS).findings()).isEmpty();

        byte[] cut = Files.readAllBytes(place.segment(0));
        Files.write(place.segment(0), java.util.Arrays.copyOf(cut, cut.length - 10));
        assertThat(readAll(place)).isEqualTo(Sample.denies(0, 2));
        assertThat(entries(place).get(0).metadata().length()).isEqualTo(block.remaining());
        assertThat(Verifier.verify(place.audit(), KEYS).findings()).isEmpty();
    }

    @Test
    void a_block_whose_lengths_do_not_add_up_is_no_metadata() {
        ByteBuffer block = ByteBuffer.allocate(10);
        block.putShort((short) 1).putInt(5).putInt(0).flip();

        assertThat(GroupMetadata.read(block)).isEmpty();
        assertThat(GroupMetadata.read(ByteBuffer.allocate(5))).isEmpty();
        assertThat(GroupMetadata.read(ByteBuffer.allocate(0))).contains(GroupMetadata.NONE);
    }

    @Test
    void what_a_cursor_file_says_is_settled_out_of_order_is_not_handed_out_and_not_pending() throws Exception {
        TestJournal place = new TestJournal(folder).memoryBytes(0);
        append(place, 0, 10);
        int line = Sample.deny(0).length() + 1;
        CursorState state = new CursorState(
                "s",
                line,
                Map.of(),
                List.of(new SettledRange(2L * line, 3L * line, 1), new SettledRange(8L * line, 9L * line, 1)));
        new CursorFile(Disk.real(SteadyClock.open(folder)), folder).save(List.of(state));

        try (Journal journal = place.open()) {
            Subscription subscription = journal.subscription("s").orElseThrow();
            assertThat(subscription.pending(Selection.ALL)).isEqualTo(7);
            Batch batch = subscription
                    .next(Selection.ALL, 4, 1_000_000, 0, () -> false)
                    .orElseThrow();
            assertThat(Sample.texts(batch)).containsExactly(Sample.deny(1), Sample.deny(3), Sample.deny(4));
            subscription.settled(batch.events());
            assertThat(subscription.pending(Selection.ALL)).isEqualTo(4);
        }

        assertThat(new CursorFile(Disk.real(SteadyClock.open(folder)), folder).load())
                .containsExactly(
                        new CursorState("s", 5L * line, Map.of(), List.of(new SettledRange(8L * line, 9L * line, 1))));
    }

    private static void append(TestJournal place, int from, int to) throws Exception {
        try (Journal journal = place.open()) {
            for (String event : Sample.denies(from, to)) {
                Sample.append(journal, event);
            }
        }
    }

    /** All lines of the newest segment as one group with this beside them. */
    private static void withMetadata(TestJournal place, GroupMetadata metadata) throws IOException {
        byte[] data = Files.readAllBytes(place.segment(0));
        IndexHeader header;
        try (IndexReader reader = reader(place.index(0))) {
            header = reader.header();
        }
        GroupBuilder lines = new GroupBuilder(data.length, 1);
        int start = 0;
        for (GroupEntry entry : entries(place)) {
            lines.add(data, start, start + entry.length(), entry.kinds()[0]);
            start += entry.length();
        }
        lines.keep(metadata);
        ByteBuffer head = IndexFormat.TWO.head(lines.build(0, 1, false).entry());
        byte[] value = KEYS.first().after(header.chainFrom(), head, data, 0, data.length);
        ByteBuffer whole = IndexFormat.complete(head, value);
        ByteBuffer index = ByteBuffer.allocate(IndexHeader.LENGTH + whole.remaining());
        Files.write(place.index(0), index.put(header.encode()).put(whole).array());
    }

    private static IndexReader reader(Path index) throws IOException {
        long size = Files.size(index);
        return new IndexReader(Disk.toRead(), index, () -> size);
    }

    private static List<GroupEntry> entries(TestJournal place) throws IOException {
        List<GroupEntry> entries = new ArrayList<>();
        try (IndexReader reader = reader(place.index(0))) {
            for (Optional<GroupEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
                entries.add(next.get());
            }
        }
        return entries;
    }

    private static List<byte[]> indexes(TestJournal place) throws IOException {
        List<byte[]> indexes = new ArrayList<>();
        for (int i = 0; i < place.segments(); i++) {
            indexes.add(Files.readAllBytes(place.index(i)));
        }
        return indexes;
    }

    private static List<Integer> versions(TestJournal place) throws IOException {
        return indexes(place).stream()
                .map(index -> ByteBuffer.wrap(index).getInt(8))
                .toList();
    }

    private static List<String> readAll(TestJournal place) throws Exception {
        try (Journal journal = place.open()) {
            List<String> all = Sample.readAll(journal, journal.subscribe("reader", "earliest"), Selection.ALL);
            journal.remove("reader");
            return all;
        }
    }
}
