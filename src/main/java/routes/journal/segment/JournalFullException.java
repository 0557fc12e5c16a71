package routes.journal.segment;

import java.io.IOException;
import java.nio.file.Path;
import routes.event.Amount;

/** The disk's free-space reserve is reached: nothing was appended, and a later append goes through once there is room. */
public final class JournalFullException extends IOException {

    JournalFullException(Path folder, long free, long reserve) {
        super("the disk of " + folder + " has " + Amount.of(free, "byte")
                + " free, less than SIEM_JOURNAL_MIN_FREE_BYTES = " + reserve
                + ": make room; appends go on by themselves");
    }
}
