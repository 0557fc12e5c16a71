package routes.journal;

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

/**
 * Whether a journal is signed, as its newest segment says. To go on without the key by mistake would leave lines that prove nothing
 * for as long as they are kept.
 */
public final class SignedBefore {

    /** Ends the sentence that says what is wrong. */
    static final String WHAT_TO_DO =
            " is signed, and no key is set: set SIEM_JOURNAL_HMAC_KEY, or SIEM_JOURNAL_HMAC_KEY_FILE, to the one it was written with";

    private static final Logger LOG = LoggerFactory.getLogger(SignedBefore.class);

    private SignedBefore() {}

    /**
     * Looks before anything is written whether a signed journal would go on without a signature.
     *
     * @param dataFolder the data folder, not its {@code audit}
     * @param mayStop whether somebody said that it shall; then it is told in the log
     * @throws JournalUnusableException where nobody did; nothing was changed
     */
    public static void check(Path dataFolder, KeyRing keys, boolean mayStop) throws IOException {
        Path folder = dataFolder.resolve("audit");
        if (!keys.isEmpty() || !isSigned(folder)) {
            return;
        }
        if (!mayStop) {
            throw new JournalUnusableException(
                    "the journal in " + folder + WHAT_TO_DO
                            + ". To sign no more, on purpose, set SIEM_JOURNAL_UNSIGNED=true. Nothing was changed.",
                    null);
        }
        LOG.warn("the journal in {} was signed; it is signed with no key from here on (SIEM_JOURNAL_UNSIGNED)", folder);
    }

    /** Whether the newest segment whose header can be read names a key; {@code folder} need not be there. */
    static boolean isSigned(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        List<Long> bases = SegmentFiles.bases(folder);
        for (int i = bases.size() - 1; i >= 0; i--) {
            Optional<IndexHeader> header = header(Segment.indexFile(folder, bases.get(i)));
            if (header.isPresent()) {
                return !Arrays.equals(header.get().keyId(), new byte[Chain.KEY_ID_LENGTH]);
            }
        }
        return false;
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
