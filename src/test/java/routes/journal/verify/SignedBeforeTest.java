package routes.journal.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.journal.Journal;
import routes.journal.Sample;
import routes.journal.TestJournal;
import routes.journal.segment.JournalUnusableException;
import routes.journal.segment.KeyRing;

/** A journal that is signed goes on with the key it was signed with at hand, or because somebody said so. */
class SignedBeforeTest {

    private static final byte[] OLD = "the old key, as long as it should be".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NEW = "the new key, as long as it should be".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path data;

    @BeforeEach
    void sign() throws Exception {
        try (Journal journal = new TestJournal(data).key(OLD).open()) {
            Sample.append(journal, Sample.deny(0));
        }
    }

    @Test
    void it_goes_on_with_its_key_first_or_behind_a_new_one() throws Exception {
        SignedBefore.check(data, KeyRing.of(OLD), false);
        SignedBefore.check(data, KeyRing.of(NEW, OLD), false);

        assertThat(SignedBefore.isSigned(data.resolve("audit"))).isTrue();
    }

    @Test
    void another_key_alone_is_refused_with_what_to_do() {
        assertThatThrownBy(() -> SignedBefore.check(data, KeyRing.of(NEW), false))
                .isInstanceOf(JournalUnusableException.class)
                .hasMessageContaining("SIEM_JOURNAL_HMAC_KEY")
                .hasMessageContaining("on a line behind the new one")
                .hasMessageContaining("SIEM_JOURNAL_UNSIGNED=true");
    }

    @Test
    void no_key_is_refused_too() {
        assertThatThrownBy(() -> SignedBefore.check(data, KeyRing.of(), false))
                .isInstanceOf(JournalUnusableException.class)
                .hasMessageContaining("no key is set");
    }

    @Test
    void either_goes_on_where_somebody_said_so() throws Exception {
        SignedBefore.check(data, KeyRing.of(NEW), true);
        SignedBefore.check(data, KeyRing.of(), true);

        assertThat(Verifier.verify(data.resolve("audit"), KeyRing.of(OLD)).isSound())
                .isTrue();
    }
}
