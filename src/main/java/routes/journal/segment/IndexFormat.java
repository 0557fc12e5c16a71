package routes.journal.segment;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The forms of an index, see the package's tables: how the entry of a group is laid out. A segment stays in the form it was
 * begun in; new ones are begun in the {@link #NEWEST}.
 */
public enum IndexFormat {
    /** Kinds of one byte, the first 64 of them. */
    ONE(1, 36, 9, 64) {
        @Override
        void putKind(ByteBuffer row, short kind) {
            row.put((byte) kind);
        }

        @Override
        short getKind(ByteBuffer row) {
            return row.get();
        }
    },
    /** Kinds of two bytes, and {@link GroupMetadata}. */
    TWO(2, 40, 10, Short.MAX_VALUE + 1) {
        @Override
        void putKind(ByteBuffer row, short kind) {
            row.putShort(kind);
        }

        @Override
        short getKind(ByteBuffer row) {
            return row.getShort();
        }
    };

    static final IndexFormat NEWEST = TWO;
    static final int GROUP = 0x47525550;

    private static final int TAIL = Chain.LENGTH + 4;
    private static final int RECOVERED = 1;

    private final int version;
    private final int head;
    private final int row;
    private final int kinds;

    IndexFormat(int version, int head, int row, int kinds) {
        this.version = version;
        this.head = head;
        this.row = row;
        this.kinds = kinds;
    }

    static Optional<IndexFormat> ofVersion(int version) {
        return Stream.of(values()).filter(format -> format.version == version).findFirst();
    }

    abstract void putKind(ByteBuffer row, short kind);

    abstract short getKind(ByteBuffer row);

    /** As it stands in the header. */
    int version() {
        return version;
    }

    /** Whether it has room for this kind. */
    boolean holds(int kind) {
        return kind < kinds;
    }

    /** The length of an entry without a line. */
    int least() {
        return head + TAIL;
    }

    private int size(int lines, int metadata) {
        return head + metadata + lines * row + TAIL;
    }

    /** Header and line table, flipped, with room for the tail behind them. */
    public ByteBuffer head(GroupEntry entry) {
        int count = entry.count();
        int size = size(count, entry.metadata().length());
        ByteBuffer out = ByteBuffer.allocate(size);
        out.putInt(GROUP).putInt(size).putLong(entry.position());
        out.putInt(entry.length()).putInt(count).putLong(entry.commitMillis());
        out.putInt(entry.recovered() ? RECOVERED : 0);
        if (this != ONE) {
            out.putInt(entry.metadata().length());
            entry.metadata().writeTo(out);
        }
        for (int line = 0; line < count; line++) {
            out.putInt(entry.length(line));
            putKind(out, entry.kinds()[line]);
            out.putInt(entry.checksums()[line]);
        }
        return out.flip();
    }

    /** The whole entry, ready to be written. */
    public static ByteBuffer complete(ByteBuffer head, byte[] chainValue) {
        ByteBuffer out = head.duplicate();
        out.position(head.limit()).limit(out.capacity());
        out.put(chainValue);
        out.putInt(Checksum.of(out, out.position()));
        return out.flip();
    }

    /** What {@link #head} made of a whole entry, as it was written: what its chain value was made of. */
    static ByteBuffer headOf(ByteBuffer entry) {
        return entry.slice(0, entry.limit() - TAIL);
    }

    static byte[] chainValueOf(ByteBuffer entry) {
        byte[] chainValue = new byte[Chain.LENGTH];
        entry.get(entry.limit() - TAIL, chainValue);
        return chainValue;
    }

    /**
     * Reads an entry.
     *
     * @param entry one entry from its first byte to its last, as its length says
     * @return empty where it is torn or altered
     */
    Optional<GroupEntry> decode(ByteBuffer entry) {
        int size = entry.limit();
        int count = entry.getInt(20);
        int metadata = this == ONE ? 0 : entry.getInt(36);
        boolean isWhole = entry.getInt(size - 4) == Checksum.of(entry, size - 4)
                && count >= 0
                && metadata >= 0
                && size(count, metadata) == size;
        return isWhole
                ? GroupMetadata.read(entry.slice(head, metadata)).map(found -> decode(entry, count, found))
                : Optional.empty();
    }

    private GroupEntry decode(ByteBuffer entry, int count, GroupMetadata metadata) {
        ByteBuffer in = entry.duplicate().position(head + metadata.length());
        int[] ends = new int[count];
        short[] kinds = new short[count];
        int[] checksums = new int[count];
        int end = 0;
        for (int line = 0; line < count; line++) {
            end += in.getInt();
            ends[line] = end;
            kinds[line] = getKind(in);
            checksums[line] = in.getInt();
        }
        boolean recovered = (entry.getInt(32) & RECOVERED) != 0;
        return new GroupEntry(entry.getLong(8), entry.getLong(24), recovered, ends, kinds, checksums, metadata);
    }
}
