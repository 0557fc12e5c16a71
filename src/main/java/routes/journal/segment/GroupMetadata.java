package routes.journal.segment;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What the index keeps of a commit group besides its lines: values with a tag and a length each, see the package's table. This
 * release knows no tag yet; it passes over all of them by their lengths, and keeps them where it writes an entry anew.
 */
public final class GroupMetadata {

    public static final GroupMetadata NONE = new GroupMetadata(new byte[0]);

    /** Of a tag and its value's length. */
    private static final int PREFIX = 6;

    private final byte[] block;

    private GroupMetadata(byte[] block) {
        this.block = block;
    }

    /** Empty where the lengths inside do not add up to the block's. */
    public static Optional<GroupMetadata> read(ByteBuffer block) {
        if (!block.hasRemaining()) {
            return Optional.of(NONE);
        }
        byte[] bytes = new byte[block.remaining()];
        block.get(bytes);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.hasRemaining()) {
            int length = in.remaining() < PREFIX
                    ? -1
                    : in.position(in.position() + 2).getInt();
            if (length < 0 || length > in.remaining()) {
                return Optional.empty();
            }
            in.position(in.position() + length);
        }
        return Optional.of(new GroupMetadata(bytes));
    }

    public int length() {
        return block.length;
    }

    void writeTo(ByteBuffer out) {
        out.put(block);
    }
}
