package routes.journal;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The first bytes of an index, see the package's table.
 *
 * @param keyId tells which key signs the groups; zero without a key
 * @param base position of the segment's first byte
 * @param createdMillis epoch milliseconds
 * @param chainFrom the chain value its first group goes on from
 */
record IndexHeader(byte[] keyId, long base, long createdMillis, byte[] chainFrom) {

    static final int LENGTH = 72;
    private static final long MAGIC = 0x5349454d4a494458L;
    private static final int VERSION = 1;

    ByteBuffer encode() {
        ByteBuffer out = ByteBuffer.allocate(LENGTH);
        out.putLong(MAGIC).putInt(VERSION).put(keyId).putLong(base).putLong(createdMillis);
        out.put(chainFrom);
        out.putInt(Checksum.of(out, out.position()));
        return out.flip();
    }

    /** Empty where the bytes are torn, altered or of an unknown version. */
    static Optional<IndexHeader> decode(ByteBuffer in) {
        if (in.remaining() < LENGTH || in.getInt(in.position() + LENGTH - 4) != Checksum.of(in.slice(), LENGTH - 4)) {
            return Optional.empty();
        }
        if (in.getLong() != MAGIC || in.getInt() != VERSION) {
            return Optional.empty();
        }
        byte[] keyId = new byte[Chain.KEY_ID_LENGTH];
        in.get(keyId);
        long base = in.getLong();
        long created = in.getLong();
        byte[] chainFrom = new byte[Chain.LENGTH];
        in.get(chainFrom);
        return Optional.of(new IndexHeader(keyId, base, created, chainFrom));
    }
}
