package routes.journal.segment;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The first bytes of an index, see the package's table.
 *
 * @param format of the entries behind it
 * @param keyId tells which key signs the groups; zero without a key
 * @param base position of the segment's first byte
 * @param createdMillis epoch milliseconds
 * @param chainFrom the chain value its first group goes on from
 */
public record IndexHeader(IndexFormat format, byte[] keyId, long base, long createdMillis, byte[] chainFrom) {

    public static final int LENGTH = 72;
    private static final long MAGIC = 0x5349454d4a494458L;

    public ByteBuffer encode() {
        ByteBuffer out = ByteBuffer.allocate(LENGTH);
        out.putLong(MAGIC).putInt(format.version()).put(keyId).putLong(base).putLong(createdMillis);
        out.put(chainFrom);
        out.putInt(Checksum.of(out, out.position()));
        return out.flip();
    }

    /** Empty where the bytes are torn, altered or of an unknown version. */
    public static Optional<IndexHeader> decode(ByteBuffer in) {
        if (in.remaining() < LENGTH || in.getInt(in.position() + LENGTH - 4) != Checksum.of(in.slice(), LENGTH - 4)) {
            return Optional.empty();
        }
        if (in.getLong() != MAGIC) {
            return Optional.empty();
        }
        Optional<IndexFormat> format = IndexFormat.ofVersion(in.getInt());
        byte[] keyId = new byte[Chain.KEY_ID_LENGTH];
        in.get(keyId);
        long base = in.getLong();
        long created = in.getLong();
        byte[] chainFrom = new byte[Chain.LENGTH];
        in.get(chainFrom);
        return format.map(known -> new IndexHeader(known, keyId, base, created, chainFrom));
    }
}
