package routes.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A closed segment and the chain value of its last group. */
record SealedSegment(Segment segment, byte[] chainValue) {

    /** A segment's state as its seal tells it, without reading the rest; empty where there is no sound seal. */
    static Optional<SealedSegment> read(Disk disk, Path folder, long base) throws IOException {
        Path file = Segment.indexFile(folder, base);
        if (!Files.exists(file) || Files.size(file) < IndexHeader.LENGTH + Seal.LENGTH) {
            return Optional.empty();
        }
        try (FileChannel index = disk.open(file, StandardOpenOption.READ)) {
            long sealAt = index.size() - Seal.LENGTH;
            Optional<IndexHeader> header = IndexHeader.decode(bytes(index, 0, IndexHeader.LENGTH));
            Optional<Seal> seal = Seal.decode(bytes(index, sealAt, Seal.LENGTH));
            if (header.isEmpty() || seal.isEmpty() || header.get().base() != base) {
                return Optional.empty();
            }
            Segment segment = Segment.of(folder, header.get(), seal.get(), sealAt);
            return Optional.of(new SealedSegment(segment, seal.get().chainValue()));
        }
    }

    private static ByteBuffer bytes(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length);
        Disk.read(channel, into, offset);
        return into.flip();
    }
}
