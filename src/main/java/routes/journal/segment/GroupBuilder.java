package routes.journal.segment;

import java.util.Arrays;
import routes.event.Lines;

/** Puts lines together that are to become one commit group. */
public final class GroupBuilder {

    /**
     * Most bytes in a group of more than one append, and in one read from disk. Arrays of half a heap region (1 MiB on small
     * heaps) and more are laid aside by the G1 collector at a price; this stays below.
     */
    static final int BYTES = 448 * 1024;

    private byte[] data;
    private int[] ends;
    private short[] kinds;
    private int length;
    private int count;
    private GroupMetadata metadata = GroupMetadata.NONE;

    public GroupBuilder(int bytes, int lines) {
        data = new byte[bytes];
        ends = new int[lines];
        kinds = new short[lines];
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean hasRoomFor(int bytes) {
        return length + bytes <= BYTES;
    }

    public void add(Lines lines) {
        room(lines.length(), lines.count());
        System.arraycopy(lines.bytes(), 0, data, length, lines.length());
        System.arraycopy(lines.kinds(), 0, kinds, count, lines.count());
        for (int line = 0; line < lines.count(); line++) {
            ends[count + line] = length + lines.ends()[line];
        }
        length += lines.length();
        count += lines.count();
    }

    public void add(byte[] bytes, int from, int to, int kind) {
        room(to - from, 1);
        System.arraycopy(bytes, from, data, length, to - from);
        length += to - from;
        ends[count] = length;
        kinds[count] = (short) kind;
        count++;
    }

    public void keep(GroupMetadata kept) {
        metadata = kept;
    }

    private void room(int bytes, int lines) {
        if (length + bytes > data.length) {
            data = Arrays.copyOf(data, Math.max(length + bytes, data.length * 2));
        }
        if (count + lines > ends.length) {
            int size = Math.max(count + lines, ends.length * 2);
            ends = Arrays.copyOf(ends, size);
            kinds = Arrays.copyOf(kinds, size);
        }
    }

    /** The group; the builder must not be used any more. */
    public Group build(long position, long commitMillis, boolean recovered) {
        byte[] lines = exactly(data, length);
        int[] lineEnds = ends.length == count ? ends : Arrays.copyOf(ends, count);
        int[] checksums = new int[count];
        int start = 0;
        for (int line = 0; line < count; line++) {
            checksums[line] = Checksum.of(lines, start, lineEnds[line] - start);
            start = lineEnds[line];
        }
        return new Group(
                new GroupEntry(
                        position,
                        commitMillis,
                        recovered,
                        lineEnds,
                        count == kinds.length ? kinds : Arrays.copyOf(kinds, count),
                        checksums,
                        metadata),
                lines);
    }

    private static byte[] exactly(byte[] bytes, int size) {
        return bytes.length == size ? bytes : Arrays.copyOf(bytes, size);
    }
}
