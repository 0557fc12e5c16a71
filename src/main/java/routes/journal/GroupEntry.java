package routes.journal;

import routes.event.Kind;

/**
 * What the index says of one commit group.
 *
 * @param position of its first line in the journal
 * @param commitMillis epoch milliseconds
 * @param recovered whether it was found in the data file at start, without its entry
 * @param ends for each line the offset after its line break, from the group's first byte
 * @param kinds for each line its {@link Kind}, or -1 for one that was damaged when it was found
 * @param checksums for each line its CRC32C, line break included
 * @param held the set of kinds among its lines
 */
record GroupEntry(
        long position, long commitMillis, boolean recovered, int[] ends, byte[] kinds, int[] checksums, long held) {

    GroupEntry(long position, long commitMillis, boolean recovered, int[] ends, byte[] kinds, int[] checksums) {
        this(position, commitMillis, recovered, ends, kinds, checksums, setOf(kinds));
    }

    private static long setOf(byte[] kinds) {
        long set = 0;
        for (byte kind : kinds) {
            set |= bit(kind);
        }
        return set;
    }

    private static long bit(byte kind) {
        return kind < 0 ? 0 : Kind.bit(kind);
    }

    int count() {
        return ends.length;
    }

    int length() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    /** The position after its last line. */
    long end() {
        return position + length();
    }

    int start(int line) {
        return line == 0 ? 0 : ends[line - 1];
    }

    int length(int line) {
        return ends[line] - start(line);
    }

    boolean holds(long selection) {
        return (held & selection) != 0;
    }

    /** Whether a line of these kinds begins at {@code from} or after it. */
    boolean holds(long selection, long from) {
        if (from <= position) {
            return holds(selection);
        }
        for (int line = 0; line < count(); line++) {
            if (position + start(line) >= from && (selection & bit(kinds[line])) != 0) {
                return true;
            }
        }
        return false;
    }

    boolean isIntact(int line, byte[] data, int from) {
        return Checksum.of(data, from + start(line), length(line)) == checksums[line];
    }
}
