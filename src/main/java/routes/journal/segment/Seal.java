package routes.journal.segment;

import java.nio.ByteBuffer;
import java.util.Optional;
import routes.event.Kind;

/**
 * The last entry of a closed segment's index, see the package's tables.
 *
 * @param end position after the last line
 * @param firstMillis commit time of the first group, epoch milliseconds
 * @param lastMillis commit time of the last
 * @param counts lines by kind
 * @param chainValue the last group's
 */
public record Seal(long end, long lines, long firstMillis, long lastMillis, KindCounts counts, byte[] chainValue) {

    static final int TYPE = 0x5345414c;
    /** Of every seal of format 1; there, a count for each of 64 kinds. */
    private static final int LENGTH_ONE = 588;

    private static final int KINDS_ONE = 64;
    /** Of a seal of format 2 without its counts. */
    private static final int LENGTH_TWO = 84;

    private static final int COUNT_TWO = 2 + 8;

    public ByteBuffer encode(IndexFormat format) {
        long[] byKind = counts.toArray();
        int size = format == IndexFormat.ONE ? LENGTH_ONE : LENGTH_TWO + COUNT_TWO * kindsAmong(byKind);
        ByteBuffer out = ByteBuffer.allocate(size);
        out.putInt(TYPE).putInt(size).putLong(end).putLong(lines);
        out.putLong(firstMillis).putLong(lastMillis);
        if (format == IndexFormat.ONE) {
            for (int kind = 0; kind < KINDS_ONE; kind++) {
                out.putLong(byKind[kind]);
            }
            out.put(chainValue);
        } else {
            putCounts(byKind, out);
            out.put(chainValue).putInt(size);
        }
        out.putInt(Checksum.of(out, out.position()));
        return out.flip();
    }

    private static int kindsAmong(long[] byKind) {
        int kinds = 0;
        for (long count : byKind) {
            kinds += count > 0 ? 1 : 0;
        }
        return kinds;
    }

    private static void putCounts(long[] byKind, ByteBuffer out) {
        out.putInt(kindsAmong(byKind));
        for (int kind = 0; kind < byKind.length; kind++) {
            if (byKind[kind] > 0) {
                out.putShort((short) kind).putLong(byKind[kind]);
            }
        }
    }

    /** Whether a seal can have this length. */
    static boolean isLength(IndexFormat format, int length) {
        return format == IndexFormat.ONE
                ? length == LENGTH_ONE
                : length >= LENGTH_TWO
                        && length <= LENGTH_TWO + COUNT_TWO * Kind.COUNT
                        && (length - LENGTH_TWO) % COUNT_TWO == 0;
    }

    /** The length of a seal, by the last 8 bytes of the index that may end with it; any number where there is none. */
    static int lengthBefore(IndexFormat format, ByteBuffer last) {
        return format == IndexFormat.ONE ? LENGTH_ONE : last.getInt(0);
    }

    /**
     * Reads a seal.
     *
     * @param in a slice of what may be a seal and nothing else
     * @return empty where the bytes are something else, torn or altered
     */
    static Optional<Seal> decode(ByteBuffer in, IndexFormat format) {
        int size = in.limit();
        boolean isWhole = isLength(format, size)
                && in.getInt(size - 4) == Checksum.of(in, size - 4)
                && in.getInt(0) == TYPE
                && in.getInt(4) == size;
        if (!isWhole) {
            return Optional.empty();
        }
        KindCounts counts = new KindCounts();
        ByteBuffer table = in.duplicate().position(40);
        if (format == IndexFormat.ONE) {
            for (int kind = 0; kind < KINDS_ONE; kind++) {
                counts.add(kind, table.getLong());
            }
        } else {
            for (int left = table.getInt(); left > 0; left--) {
                counts.add(table.getShort(), table.getLong());
            }
        }
        byte[] chainValue = new byte[Chain.LENGTH];
        table.get(chainValue);
        return Optional.of(new Seal(in.getLong(8), in.getLong(16), in.getLong(24), in.getLong(32), counts, chainValue));
    }
}
