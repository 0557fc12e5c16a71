package routes.journal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.journal.Journal;
import routes.journal.Sample;
import routes.journal.TestJournal;
import routes.journal.segment.KeyRing;

/** Heads that were kept, against a journal of which a crash took a piece of the index. */
class HeadCheckTest {

    private static final byte[] KEY = "a key of this test alone".getBytes(StandardCharsets.UTF_8);
    private static final KeyRing KEYS = KeyRing.of(KEY);

    @TempDir
    private Path data;

    @Test
    void a_head_of_what_a_start_indexed_anew_is_not_checked_and_not_called_another_journal_s() throws Exception {
        TestJournal place = new TestJournal(data).key(KEY);
        long indexed;
        Path kept;
        try (Journal journal = place.open()) {
            Sample.append(journal, Sample.deny(0));
            indexed = Files.size(place.index(0));
            Sample.append(journal, Sample.deny(1));
            kept = head();
        }
        try (FileChannel index = FileChannel.open(place.index(0), StandardOpenOption.WRITE)) {
            index.truncate(indexed);
        }
        try (Journal journal = place.open()) {
            Sample.append(journal, Sample.deny(2));
        }

        assertThat(verify(kept))
                .contains("not checked: 1 head")
                .contains("sound:")
                .doesNotContain("HEAD");
    }

    private Path head() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(PrintedHead.print(data, KEYS, new PrintStream(out, true, StandardCharsets.UTF_8), System.err))
                .isZero();
        return Files.write(Files.createTempFile(data, "kept", ".head"), out.toByteArray());
    }

    private String verify(Path head) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new JournalVerify(KEYS, new PrintStream(out, true, StandardCharsets.UTF_8)).run(data, Optional.of(head));
        return out.toString(StandardCharsets.UTF_8);
    }
}
