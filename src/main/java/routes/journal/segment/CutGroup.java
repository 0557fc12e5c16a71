package routes.journal.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import routes.event.Kinds;

/**
 * A committed group of which the data file lost the end. What is left of it is judged by the checksums of its entry: a line found
 * without them would pass with whatever became of its text.
 */
final class CutGroup {

    private final GroupEntry entry;
    private final byte[] bytes;
    /** How many of its lines are there. */
    private int lines;

    /**
     * @param base position of the data file's first byte
     * @param end offset after the last byte of the data file
     */
    CutGroup(GroupEntry entry, FileChannel data, long base, long end) throws IOException {
        long from = entry.position() - base;
        this.entry = entry;
        this.bytes = new byte[(int) Math.max(0, Math.min(entry.length(), end - from))];
        Disk.read(data, ByteBuffer.wrap(bytes), from);
        while (lines < entry.count() && entry.ends()[lines] <= bytes.length) {
            lines++;
        }
        // zeros at the end are cut off with the torn line, not kept as damage
        while (lines > 0 && !LineCheck.isObject(bytes, entry.start(lines - 1), entry.ends()[lines - 1])) {
            lines--;
        }
    }

    /** A group of the lines that are there, those that are damaged without a kind; empty where there is none. */
    Optional<Group> remains() {
        if (lines == 0) {
            return Optional.empty();
        }
        GroupBuilder group = new GroupBuilder(entry.ends()[lines - 1], lines);
        group.keep(entry.metadata());
        for (int line = 0; line < lines; line++) {
            int kind = entry.isIntact(line, bytes, 0) ? entry.kinds()[line] : Kinds.NONE;
            group.add(bytes, entry.start(line), entry.ends()[line], kind);
        }
        return Optional.of(group.build(entry.position(), entry.commitMillis(), true));
    }
}
