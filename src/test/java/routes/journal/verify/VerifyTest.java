package routes.journal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.journal.Journal;
import routes.journal.Sample;
import routes.journal.TestJournal;
import routes.journal.segment.Finding;
import routes.journal.segment.KeyRing;

class VerifyTest {

    private static final byte[] KEY = "a key of the test".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private TestJournal place;

    /** Three segments; in the first ten lines in two groups, in the others one line each. */
    @BeforeEach
    void twelve_signed_lines_in_three_segments() throws Exception {
        place = new TestJournal(folder).segmentBytes(500).key(KEY);
        try (Journal journal = place.open()) {
            Sample.append(journal, Sample.denies(0, 5));
            Sample.append(journal, Sample.denies(5, 10));
        }
        try (Journal journal = place.segmentBytes(1).open()) {
            Sample.append(journal, Sample.deny(10));
            Sample.append(journal, Sample.deny(11));
        }
    }

    @Test
    void an_untouched_journal_is_sound() throws Exception {
        assertThat(run(KEY))
                .contains("3 segments, 4 groups, 12 lines")
                .contains("sound: nobody without the key changed");
        assertThat(new JournalVerify(
                                KeyRing.of(KEY),
                                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8))
                        .run(folder, Optional.empty()))
                .isZero();
    }

    @Test
    void what_there_is_one_of_is_told_as_one() throws Exception {
        Path one = Files.createDirectory(folder.resolve("one"));
        try (Journal journal = new TestJournal(one).key(KEY).open()) {
            Sample.append(journal, Sample.deny(1));
        }
        assertThat(verify(one, null, KEY)).contains("1 segment, 1 group, 1 line, ");
    }

    @Test
    void a_head_that_was_kept_finds_what_was_cut_off_with_its_index() throws Exception {
        TestJournal before = place.copyTo(Files.createDirectory(folder.resolve("before")));
        try (Journal journal = place.open()) {
            Sample.append(journal, Sample.deny(12));
            Path kept = head(KeyRing.of(KEY));

            assertThat(verify(folder, kept, KEY)).contains("1 head is where").contains("sound:");
            assertThat(verify(before.audit().getParent(), kept, KEY))
                    .contains("HEAD: the head of ")
                    .contains("bytes were cut off")
                    .contains("NOT SOUND");
        }
        assertThat(verify(before.audit().getParent(), null, KEY))
                .as("without the head nothing shows it")
                .contains("sound:");
    }

    @Test
    void a_head_of_another_journal_or_of_somebody_without_the_key_is_told() throws Exception {
        Path kept = head(KeyRing.of(KEY));
        Path other = Files.createDirectory(folder.resolve("other"));
        try (Journal journal = new TestJournal(other).segmentBytes(1).key(KEY).open()) {
            Sample.append(journal, Sample.denies(0, 10));
            Sample.append(journal, Sample.deny(10));
            Sample.append(journal, Sample.deny(11));
        }
        assertThat(verify(other, kept, KEY)).contains("another chain value").contains("NOT SOUND");

        Path unsigned = Files.writeString(
                folder.resolve("unsigned.head"),
                Files.readString(kept)
                        .replaceFirst(
                                "\"key\":\"[0-9a-f]+\",\"signature\":\"[0-9a-f]+\"", "\"key\":\"0000000000000000\""));
        assertThat(verify(folder, unsigned, KEY)).contains("is not signed").contains("NOT SOUND");
        String moved = Files.readString(kept).replaceFirst("\"position\":\\d+", "\"position\":1");
        Files.writeString(kept, moved);
        assertThat(verify(folder, kept, KEY)).contains("not signed by any of the keys");
    }

    @Test
    void heads_hold_when_the_key_and_the_segments_were_changed_since() throws Exception {
        byte[] next = "the next key".getBytes(StandardCharsets.UTF_8);
        Path kept = head(KeyRing.of(KEY));
        try (Journal journal = place.keys(KeyRing.of(next, KEY)).open()) {
            Sample.append(journal, Sample.deny(12));
        }
        Files.writeString(kept, Files.readString(kept) + Files.readString(head(KeyRing.of(next, KEY))));

        assertThat(run(KeyRing.of(next, KEY), Optional.of(kept)))
                .contains("5 groups, 13 lines")
                .contains("2 heads are where")
                .contains("sound:");
        assertThat(run(KeyRing.of(next), Optional.of(kept)))
                .contains("OTHER_KEY")
                .contains("NOT SOUND");
    }

    @Test
    void a_journal_that_a_crash_left_under_an_older_key_is_mended_under_that_key() throws Exception {
        TestJournal crashed = new TestJournal(Files.createDirectory(folder.resolve("crashed"))).key(KEY);
        long whole;
        try (Journal journal = crashed.open()) {
            Sample.append(journal, Sample.deny(0));
            whole = Files.size(crashed.index(0));
            Sample.append(journal, Sample.deny(1));
        }
        try (FileChannel index = FileChannel.open(crashed.index(0), StandardOpenOption.WRITE)) {
            index.truncate(whole);
        }
        byte[] next = "the next key".getBytes(StandardCharsets.UTF_8);
        try (Journal journal = crashed.keys(KeyRing.of(next, KEY)).open()) {
            Sample.append(journal, Sample.deny(2));
        }
        Verification result = Verifier.verify(crashed.audit(), KeyRing.of(next, KEY));
        assertThat(result.findings()).isEmpty();
        assertThat(result.recoveredGroups()).isEqualTo(1);
        assertThat(result.lines()).isEqualTo(3);
    }

    private Path head(KeyRing keys) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(PrintedHead.print(folder, keys, new PrintStream(out, true, StandardCharsets.UTF_8), System.err))
                .isZero();
        return Files.write(Files.createTempFile(folder, "kept", ".head"), out.toByteArray());
    }

    private static String verify(Path data, Path head, byte[] key) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new JournalVerify(KeyRing.of(key), new PrintStream(out, true, StandardCharsets.UTF_8))
                .run(data, Optional.ofNullable(head));
        return out.toString(StandardCharsets.UTF_8);
    }

    private String run(KeyRing keys, Optional<Path> head) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new JournalVerify(keys, new PrintStream(out, true, StandardCharsets.UTF_8)).run(folder, head);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void the_first_changed_line_is_named() throws Exception {
        rewrite(lines -> lines.set(6, lines.get(6).replace("policy.deny", "policy.hold")));

        Finding finding = onlyFinding(KEY);
        assertThat(finding.kind()).isEqualTo(Finding.Kind.CHANGED);
        assertThat(finding.line()).isEqualTo(7);
        assertThat(finding.position()).isEqualTo(6L * (Sample.deny(0).length() + 1));
    }

    @Test
    void a_removed_line_is_named() throws Exception {
        rewrite(lines -> lines.remove(7));

        assertThat(onlyFinding(KEY)).extracting(Finding::kind, Finding::line).containsExactly(Finding.Kind.REMOVED, 8L);
    }

    @Test
    void swapped_lines_are_named() throws Exception {
        rewrite(lines -> Collections.swap(lines, 1, 3));

        assertThat(onlyFinding(KEY)).extracting(Finding::kind, Finding::line).containsExactly(Finding.Kind.SWAPPED, 2L);
    }

    @Test
    void a_line_added_behind_a_closed_segment_is_named() throws Exception {
        Files.writeString(place.segment(0), Sample.deny(77) + "\n", StandardOpenOption.APPEND);

        assertThat(onlyFinding(KEY))
                .extracting(Finding::kind, Finding::line)
                .containsExactly(Finding.Kind.INSERTED, 11L);
    }

    @Test
    void an_inserted_line_is_named() throws Exception {
        rewrite(lines -> lines.add(2, Sample.allow(77)));

        assertThat(onlyFinding(KEY))
                .extracting(Finding::kind, Finding::line)
                .containsExactly(Finding.Kind.INSERTED, 3L);
    }

    @Test
    void a_missing_segment_is_reported() throws Exception {
        Files.delete(place.segment(1));

        assertThat(onlyFinding(KEY).kind()).isEqualTo(Finding.Kind.MISSING_SEGMENT);
    }

    @Test
    void what_is_missing_at_either_end_leaves_no_trace_and_that_is_said() throws Exception {
        for (int end : new int[] {2, 0}) {
            Files.delete(place.index(end));
            Files.delete(place.segment(end));
        }

        assertThat(run(KEY)).contains("1 segment,").contains("sound: ").contains("leaves no trace");
    }

    @Test
    void lines_and_index_changed_together_do_not_fit_the_chain() throws Exception {
        rewrite(lines -> lines.set(6, lines.get(6).replace("policy.deny", "policy.hold")));
        Files.delete(place.index(0));
        new TestJournal(folder)
                .key("another key".getBytes(StandardCharsets.UTF_8))
                .open()
                .close();

        assertThat(Verifier.verify(place.audit(), KeyRing.of(KEY)).findings())
                .extracting(Finding::kind)
                .contains(Finding.Kind.OTHER_KEY);
    }

    @Test
    void an_index_made_again_after_a_change_does_not_fit_the_next_segment() throws Exception {
        rewrite(lines -> lines.set(6, lines.get(6).replace("policy.deny", "policy.hold")));
        Files.delete(place.index(0));
        place.open().close();

        assertThat(onlyFinding(KEY).kind()).isEqualTo(Finding.Kind.BROKEN_CHAIN);
    }

    @Test
    void for_lines_that_a_start_found_without_index_the_key_is_no_witness_and_that_is_said() throws Exception {
        rewrite(lines -> lines.set(6, lines.get(6).replace("policy.deny", "policy.hold")));
        for (int segment = 0; segment < 3; segment++) {
            Files.delete(place.index(segment));
        }
        place.open().close();

        assertThat(run(KEY))
                .contains("sound: ")
                .contains("but for 3 groups found without index, of which the key says nothing");
    }

    @Test
    void with_another_key_nothing_is_vouched_for() throws Exception {
        assertThat(run(TestJournal.NO_KEY)).contains("NO_KEY").contains("NOT CHECKED");
    }

    @Test
    void a_cut_off_segment_is_reported() throws Exception {
        rewrite(lines -> lines.subList(5, 10).clear());

        assertThat(onlyFinding(KEY).line()).isEqualTo(6);
    }

    /** Does something to the lines of the first segment. */
    private void rewrite(Consumer<List<String>> change) throws Exception {
        List<String> lines = new ArrayList<>(Files.readAllLines(place.segment(0)));
        change.accept(lines);
        Files.writeString(place.segment(0), String.join("\n", lines) + "\n");
    }

    private Finding onlyFinding(byte[] key) throws Exception {
        List<Finding> findings = Verifier.verify(place.audit(), KeyRing.of(key)).findings();
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private String run(byte[] key) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new JournalVerify(KeyRing.of(key), new PrintStream(out, false, StandardCharsets.UTF_8))
                .run(folder, Optional.empty());
        return out.toString(StandardCharsets.UTF_8);
    }
}
