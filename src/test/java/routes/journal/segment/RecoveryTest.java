package routes.journal.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import routes.event.Selection;
import routes.journal.FormatOne;
import routes.journal.Journal;
import routes.journal.Sample;
import routes.journal.Subscription;
import routes.journal.TestJournal;
import routes.journal.verify.Verifier;

@ParameterizedClass
@EnumSource(IndexFormat.class)
class RecoveryTest {

    /** What was left behind is in this format; what is appended is in the newest. */
    @Parameter
    private IndexFormat format;

    @TempDir
    private Path folder;

    private TestJournal place;

    @BeforeEach
    void ten_events_in_five_groups() throws Exception {
        place = new TestJournal(folder).memoryBytes(0);
        try (Journal journal = place.open()) {
            for (int group = 0; group < 5; group++) {
                Sample.append(journal, Sample.deny(2 * group), Sample.deny(2 * group + 1));
            }
        }
        if (format == IndexFormat.ONE) {
            FormatOne.rewrite(place, KeyRing.of(TestJournal.NO_KEY));
        }
    }

    @Test
    void a_torn_last_line_is_cut() throws Exception {
        long whole = Files.size(place.segment(0));
        Files.writeString(place.segment(0), "{\"id\":\"torn", StandardOpenOption.APPEND);

        assertThat(readAll()).isEqualTo(Sample.denies(0, 10));
        assertThat(Files.size(place.segment(0))).isEqualTo(whole);
    }

    @Test
    void a_tail_of_zeros_is_cut() throws Exception {
        long whole = Files.size(place.segment(0));
        Files.write(place.segment(0), new byte[100_000], StandardOpenOption.APPEND);

        assertThat(readAll()).isEqualTo(Sample.denies(0, 10));
        assertThat(Files.size(place.segment(0))).isEqualTo(whole);
    }

    @Test
    void whole_lines_behind_the_index_are_taken_in_with_their_kinds() throws Exception {
        Files.writeString(place.segment(0), Sample.allow(10) + "\n{\"id\"", StandardOpenOption.APPEND);

        try (Journal journal = place.open()) {
            Subscription subscription = journal.subscribe("s", "earliest");

            assertThat(subscription.pending(Sample.ALLOWS)).isEqualTo(1);
            assertThat(Sample.readAll(journal, subscription, Sample.ALLOWS)).containsExactly(Sample.allow(10));
        }
    }

    @Test
    void a_missing_index_is_made_again_from_the_data() throws Exception {
        Files.delete(place.index(0));

        assertThat(readAll()).isEqualTo(Sample.denies(0, 10));
        assertThat(Verifier.verify(place.audit(), KeyRing.of(TestJournal.NO_KEY))
                        .recoveredGroups())
                .isEqualTo(1);
    }

    @Test
    void committed_lines_that_were_cut_off_are_counted() throws Exception {
        int line = Sample.deny(0).length() + 1;
        try (FileChannel data = FileChannel.open(place.segment(0), StandardOpenOption.WRITE)) {
            data.truncate(7L * line + 3);
        }
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        place.registry(registry);

        assertThat(readAll()).isEqualTo(Sample.denies(0, 7));
        assertThat(registry.counter("siem.journal.damaged.lines").count()).isEqualTo(3);
    }

    @Test
    void a_bit_flipped_anywhere_in_the_index_loses_nothing() throws Exception {
        byte[] sound = Files.readAllBytes(place.index(0));
        for (int at = 0; at < sound.length; at += 7) {
            byte[] flipped = sound.clone();
            flipped[at] ^= 4;
            Files.write(place.index(0), flipped);

            assertThat(readAll()).as("byte %d", at).isEqualTo(Sample.denies(0, 10));
        }
    }

    @Test
    void a_damaged_line_without_index_is_kept_but_not_delivered_and_those_after_it_are() throws Exception {
        Files.delete(place.index(0));
        damage(Sample.deny(4));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        List<String> expected = new ArrayList<>(Sample.denies(0, 10));
        expected.remove(4);

        place.registry(registry);

        assertThat(readAll()).isEqualTo(expected);
        assertThat(registry.counter("siem.journal.damaged.lines").count()).isEqualTo(1);
    }

    @Test
    void appending_goes_on_behind_what_was_recovered() throws Exception {
        Files.writeString(place.segment(0), "{\"id\":\"torn", StandardOpenOption.APPEND);
        Files.delete(place.index(0));
        try (Journal journal = place.open()) {
            Sample.append(journal, Sample.deny(10));
        }

        assertThat(readAll()).isEqualTo(Sample.denies(0, 11));
        assertThat(Verifier.verify(place.audit(), KeyRing.of(TestJournal.NO_KEY))
                        .findings())
                .isEmpty();
    }

    @Test
    void a_missing_segment_in_the_middle_is_passed_over() throws Exception {
        place.segmentBytes(1);
        try (Journal journal = place.open()) {
            Sample.append(journal, Sample.deny(10));
            Sample.append(journal, Sample.deny(11));
        }
        Files.delete(place.segment(1));

        assertThat(readAll()).containsExactlyElementsOf(join(Sample.denies(0, 10), Sample.denies(11, 12)));
    }

    @Test
    void the_damaged_index_of_a_sealed_segment_is_mended_while_reading() throws Exception {
        place.segmentBytes(1);
        try (Journal journal = place.open()) {
            Sample.append(journal, Sample.deny(10));
        }
        byte[] index = Files.readAllBytes(place.index(0));
        index[IndexHeader.LENGTH + 40] ^= 1;
        Files.write(place.index(0), index);

        assertThat(readAll()).isEqualTo(Sample.denies(0, 11));
    }

    private void damage(String line) throws Exception {
        String text = Files.readString(place.segment(0));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        bytes[text.indexOf(line) + 3] = 0;
        Files.write(place.segment(0), bytes);
    }

    private static List<String> join(List<String> first, List<String> second) {
        List<String> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }

    private List<String> readAll() throws Exception {
        try (Journal journal = place.open()) {
            Subscription subscription = journal.subscribe("reader", "earliest");
            List<String> events = Sample.readAll(journal, subscription, Selection.ALL);
            journal.remove("reader");
            return events;
        }
    }
}
