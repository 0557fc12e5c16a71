package routes.journal.segment;

import routes.event.Kind;
import routes.event.Selection;

/**
 * What the index says of one commit group.
 *
 * @param position of its first line in the journal
 * @param commitMillis epoch milliseconds
 * @param recovered whether it was found in the data file at start, without its entry
 * @param ends for each line the offset after its line break, from the group's first byte
 * @param kinds for each line its {@link Kind}, or -1 for one that was damaged when it was found
 * @param checksums for each line its CRC32C, line break included
 * @param metadata what else is kept of it
 * @param held the set of kinds among its lines
 */
public record GroupEntry(
        long position,
        long commitMillis,
        boolean recovered,
        int[] ends,
        short[] kinds,
        int[] checksums,
        GroupMetadata metadata,
        Selection held) {

    GroupEntry(
            long position,
            long commitMillis,
            boolean recovered,
            int[] ends,
            short[] kinds,
            int[] checksums,
            GroupMetadata metadata) {
        this(position, commitMillis, recovered, ends, kinds, checksums, metadata, Selection.ofKinds(kinds));
    }

    public int count() {
        return ends.length;
    }

    public int length() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    /** The position after its last line. */
    public long end() {
        return position + length();
    }

    public int start(int line) {
        return line == 0 ? 0 : ends[line - 1];
    }

    public int length(int line) {
        return ends[line] - start(line);
    }

    public boolean holds(Selection selection) {
        return held.intersects(selection);
    }

    /** Whether a line of these kinds begins at {@code from} or after it. */
    public boolean holds(Selection selection, long from) {
        if (from <= position) {
            return holds(selection);
        }
        for (int line = 0; line < count(); line++) {
            if (position + start(line) >= from && selection.contains(kinds[line])) {
                return true;
            }
        }
        return false;
    }

    public boolean isIntact(int line, byte[] data, int from) {
        return Checksum.of(data, from + start(line), length(line)) == checksums[line];
    }
}
