package routes.journal.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code audit.jsonl}, a link to the newest segment for people and their tools; the journal itself never reads it. */
final class NewestLink {

    private static final Logger LOG = LoggerFactory.getLogger(NewestLink.class);

    private final Path folder;
    private boolean reported;

    NewestLink(Path folder) {
        this.folder = folder;
    }

    /** Replaced in one step, so that {@code tail -F} finds it at any time. */
    void pointTo(Segment segment) {
        Path temporary = folder.resolve("audit.jsonl.new");
        try {
            Files.deleteIfExists(temporary);
            Files.createSymbolicLink(temporary, segment.dataFile().getFileName());
            Files.move(temporary, folder.resolve("audit.jsonl"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | UnsupportedOperationException failure) {
            report(failure);
        }
    }

    private void report(Exception cause) {
        if (!reported) {
            reported = true;
            LOG.warn("{}: no link audit.jsonl to the newest segment; the journal works without", folder, cause);
        }
    }
}
