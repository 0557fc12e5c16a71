package routes.journal;

import java.io.IOException;
import java.nio.file.Path;

/** An index entry is torn or altered. The entries before {@link #offset} are whole; the rest is made again from the data. */
final class DamagedIndexException extends IOException {

    private final long offset;

    DamagedIndexException(Path file, long offset, String what) {
        super(file.getFileName() + ": entry at byte " + offset + ": " + what);
        this.offset = offset;
    }

    long offset() {
        return offset;
    }
}
