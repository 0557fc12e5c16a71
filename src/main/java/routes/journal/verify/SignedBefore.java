package routes.journal.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.journal.segment.Chain;
import routes.journal.segment.IndexHeader;
import routes.journal.segment.JournalUnusableException;
import routes.journal.segment.KeyRing;
import routes.journal.segment.Segment;
import routes.journal.segment.SegmentFiles;

/**
 * Whether a journal is signed, as its newest segment says. To go on without the key by mistake would leave lines that prove nothing
 * for as long as they are kept.
 */
public final class SignedBefore {

    /** Ends the sentence that says what is wrong. */
    static final String WHAT_TO_DO =
            " is signed, and no key is set: set SIEM_JOURNAL_HMAC_KEY, or SIEM_JOURNAL_HMAC_KEY_FILE, to the one it was written with";

    private static final String OTHER_KEY =
            " is signed with another key than SIEM_JOURNAL_HMAC_KEY, or SIEM_JOURNAL_HMAC_KEY_FILE, has: put the one it was written with"
                    + " on a line behind the new one, so that what it signed can still be checked";

    private static final String ON_PURPOSE =
            ". To go on without that key, on purpose, set SIEM_JOURNAL_UNSIGNED=true. Nothing was changed.";

    private static final Logger LOG = LoggerFactory.getLogger(SignedBefore.class);

    private SignedBefore() {}

    /**
     * Looks before anything is written whether a signed journal would go on without a signature, or without the key it was signed with.
     *
     * @param dataFolder the data folder, not its {@code audit}
     * @param mayStop whether somebody said that it shall; then it is told in the log
     * @throws JournalUnusableException where nobody did; nothing was changed
     */
    public static void check(Path dataFolder, KeyRing keys, boolean mayStop) throws IOException {
        Path folder = dataFolder.resolve("audit");
        Optional<byte[]> signer = signer(folder);
        if (signer.isEmpty() || keys.named(signer.get()).isPresent()) {
            return;
        }
        if (!mayStop) {
            throw new JournalUnusableException(
                    "the journal in " + folder + (keys.isEmpty() ? WHAT_TO_DO : OTHER_KEY) + ON_PURPOSE, null);
        }
        LOG.warn(
                "the journal in {} was signed with a key that is not set; it is signed with {} from here on (SIEM_JOURNAL_UNSIGNED)",
                folder,
                keys.isEmpty() ? "no key" : "another one");
    }

    /** Whether the newest segment whose header can be read names a key; {@code folder} need not be there. */
    static boolean isSigned(Path folder) throws IOException {
        return signer(folder).isPresent();
    }

    private static Optional<byte[]> signer(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<Long> bases = SegmentFiles.bases(folder);
        for (int i = bases.size() - 1; i >= 0; i--) {
            Optional<IndexHeader> header = header(Segment.indexFile(folder, bases.get(i)));
            if (header.isPresent()) {
                return header.map(IndexHeader::keyId).filter(id -> !Arrays.equals(id, new byte[Chain.KEY_ID_LENGTH]));
            }
        }
        return Optional.empty();
    }

    private static Optional<IndexHeader> header(Path index) throws IOException {
        if (!Files.isRegularFile(index)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(index)) {
            return IndexHeader.decode(ByteBuffer.wrap(in.readNBytes(IndexHeader.LENGTH)));
        }
    }
}
