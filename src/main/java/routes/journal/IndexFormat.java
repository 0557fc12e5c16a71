package routes.journal;

import java.nio.ByteBuffer;

/** The bytes of a group's index entry, see the package's table. */
final class IndexFormat {

    static final int GROUP = 0x47525550;
    static final int HEAD = 36;
    static final int ROW = 9;
    static final int TAIL = Chain.LENGTH + 4;
    private static final int RECOVERED = 1;

    private IndexFormat() {}

    static int size(int lines) {
        return HEAD + lines * ROW + TAIL;
    }

    /** Header and line table, flipped, with room for the tail behind them. */
    static ByteBuffer head(GroupEntry entry) {
        int count = entry.count();
        ByteBuffer out = ByteBuffer.allocate(size(count));
        out.putInt(GROUP).putInt(size(count)).putLong(entry.position());
        out.putInt(entry.length()).putInt(count).putLong(entry.commitMillis());
        out.putInt(entry.recovered() ? RECOVERED : 0);
        for (int line = 0; line < count; line++) {
            out.putInt(entry.length(line)).put(entry.kinds()[line]).putInt(entry.checksums()[line]);
        }
        return out.flip();
    }

    /** The whole entry, ready to be written. */
    static ByteBuffer complete(ByteBuffer head, byte[] chainValue) {
        ByteBuffer out = head.duplicate();
        out.position(head.limit()).limit(out.capacity());
        out.put(chainValue);
        out.putInt(Checksum.of(out, out.position()));
        return out.flip();
    }

    /** @param in one entry whose length and checksum were found right; stands after the line table afterwards */
    static GroupEntry decode(ByteBuffer in) {
        in.position(in.position() + 8);
        long position = in.getLong();
        in.getInt();
        int count = in.getInt();
        long millis = in.getLong();
        boolean recovered = (in.getInt() & RECOVERED) != 0;
        int[] ends = new int[count];
        byte[] kinds = new byte[count];
        int[] checksums = new int[count];
        int end = 0;
        for (int line = 0; line < count; line++) {
            end += in.getInt();
            ends[line] = end;
            kinds[line] = in.get();
            checksums[line] = in.getInt();
        }
        return new GroupEntry(position, millis, recovered, ends, kinds, checksums);
    }
}
