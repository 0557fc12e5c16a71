package routes.journal.segment;

import java.io.IOException;
import java.nio.file.Path;

/** An index entry is torn or altered. The entries before {@link #offset} are whole; the rest is made again from the data. */
public final class DamagedIndexException extends IOException {

    private final long offset;

    public DamagedIndexException(Path file, long offset, String what) {
        super(file.getFileName() + ": entry at byte " + offset + ": " + what);
        this.offset = offset;
    }

    long offset() {
        return offset;
    }
}
