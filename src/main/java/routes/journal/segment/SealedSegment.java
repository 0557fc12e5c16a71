package routes.journal.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A closed segment and the chain value of its last group. */
public record SealedSegment(Segment segment, byte[] chainValue) {

    /** What a seal ends with: its length, in format 2, and a checksum. */
    private static final int TRAILER = 8;

    /** A segment's state as its seal tells it, without reading the rest; empty where there is no sound seal. */
    public static Optional<SealedSegment> read(Disk disk, Path folder, long base) throws IOException {
        Path file = Segment.indexFile(folder, base);
        if (!Files.exists(file) || Files.size(file) < IndexHeader.LENGTH + TRAILER) {
            return Optional.empty();
        }
        try (FileChannel index = disk.open(file, StandardOpenOption.READ)) {
            Optional<IndexHeader> header =
                    IndexHeader.decode(bytes(index, 0, IndexHeader.LENGTH)).filter(found -> found.base() == base);
            return header.isEmpty() ? Optional.empty() : read(folder, header.get(), index);
        }
    }

    private static Optional<SealedSegment> read(Path folder, IndexHeader header, FileChannel index) throws IOException {
        int length = Seal.lengthBefore(header.format(), bytes(index, index.size() - TRAILER, TRAILER));
        long sealAt = index.size() - length;
        if (!Seal.isLength(header.format(), length) || sealAt < IndexHeader.LENGTH) {
            return Optional.empty();
        }
        return Seal.decode(bytes(index, sealAt, length), header.format())
                .map(seal -> new SealedSegment(Segment.of(folder, header, seal, sealAt), seal.chainValue()));
    }

    private static ByteBuffer bytes(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length);
        Disk.read(channel, into, offset);
        return into.flip();
    }
}
