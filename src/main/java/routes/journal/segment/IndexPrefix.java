package routes.journal.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of an index that can be relied on: every entry before the first that is damaged or speaks of bytes the data file
 * does not have.
 *
 * @param segment as far as these entries tell
 * @param chainValue of the last of them
 * @param keyId of the header; empty where even that has to be made again
 * @param cut the first entry that speaks of bytes the data file does not have
 * @param cutLines how many lines it and those after it speak of
 */
record IndexPrefix(
        Segment segment, byte[] chainValue, Optional<byte[]> keyId, Optional<GroupEntry> cut, long cutLines) {

    private static final Logger LOG = LoggerFactory.getLogger(IndexPrefix.class);

    static IndexPrefix read(Disk disk, Path folder, long base, byte[] chainFrom) throws IOException {
        Path file = Segment.indexFile(folder, base);
        long size = Files.exists(file) ? Files.size(file) : 0;
        try (IndexReader reader = new IndexReader(disk, file, () -> size)) {
            if (reader.header().base() != base) {
                throw new DamagedIndexException(
                        file, 0, "the header names position " + reader.header().base());
            }
            Segment segment = new Segment(
                    folder,
                    base,
                    reader.header().createdMillis(),
                    reader.header().format());
            return readGroups(reader, segment);
        } catch (DamagedIndexException | NoSuchFileException unusable) {
            LOG.warn("index without a sound header, made again from its data: {}", unusable.getMessage());
            long created =
                    Files.getLastModifiedTime(Segment.dataFile(folder, base)).toMillis();
            return new IndexPrefix(
                    new Segment(folder, base, created), chainFrom, Optional.empty(), Optional.empty(), 0);
        }
    }

    private static IndexPrefix readGroups(IndexReader reader, Segment segment) throws IOException {
        long dataSize = Files.size(segment.dataFile());
        byte[] chainValue = reader.chainValue();
        Optional<GroupEntry> cut = Optional.empty();
        long cutLines = 0;
        try {
            for (Optional<GroupEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
                if (cut.isPresent() || next.get().end() - segment.base() > dataSize) {
                    if (cut.isEmpty()) {
                        cut = next;
                    }
                    cutLines += next.get().count();
                } else {
                    segment.grow(next.get(), reader.offset());
                    chainValue = reader.chainValue();
                }
            }
        } catch (DamagedIndexException damaged) {
            LOG.warn("index damaged, the rest is made again from its data: {}", damaged.getMessage());
        }
        return new IndexPrefix(segment, chainValue, Optional.of(reader.header().keyId()), cut, cutLines);
    }
}
