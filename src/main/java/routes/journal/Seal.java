package routes.journal;

import java.nio.ByteBuffer;
import java.util.Optional;
import routes.event.Kind;

/**
 * The last entry of a closed segment's index, see the package's table.
 *
 * @param end position after the last line
 * @param firstMillis commit time of the first group, epoch milliseconds
 * @param lastMillis commit time of the last
 * @param counts lines by kind
 * @param chainValue the last group's
 */
record Seal(long end, long lines, long firstMillis, long lastMillis, KindCounts counts, byte[] chainValue) {

    static final int TYPE = 0x5345414c;
    static final int LENGTH = 588;

    ByteBuffer encode() {
        ByteBuffer out = ByteBuffer.allocate(LENGTH);
        out.putInt(TYPE).putInt(LENGTH).putLong(end).putLong(lines);
        out.putLong(firstMillis).putLong(lastMillis);
        for (long count : counts.toArray()) {
            out.putLong(count);
        }
        out.put(chainValue);
        out.putInt(Checksum.of(out, out.position()));
        return out.flip();
    }

    /** Empty where the bytes are something else, torn or altered. */
    static Optional<Seal> decode(ByteBuffer in) {
        if (in.remaining() < LENGTH || in.getInt(in.position() + LENGTH - 4) != Checksum.of(in.slice(), LENGTH - 4)) {
            return Optional.empty();
        }
        if (in.getInt() != TYPE || in.getInt() != LENGTH) {
            return Optional.empty();
        }
        long end = in.getLong();
        long lines = in.getLong();
        long first = in.getLong();
        long last = in.getLong();
        long[] counts = new long[Kind.COUNT];
        for (int kind = 0; kind < counts.length; kind++) {
            counts[kind] = in.getLong();
        }
        byte[] chainValue = new byte[Chain.LENGTH];
        in.get(chainValue);
        return Optional.of(new Seal(end, lines, first, last, KindCounts.of(counts), chainValue));
    }
}
