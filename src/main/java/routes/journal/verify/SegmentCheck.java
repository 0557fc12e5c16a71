package routes.journal.verify;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import routes.event.Amount;
import routes.journal.segment.Chain;
import routes.journal.segment.DamagedIndexException;
import routes.journal.segment.Disk;
import routes.journal.segment.Finding;
import routes.journal.segment.GroupEntry;
import routes.journal.segment.IndexHeader;
import routes.journal.segment.IndexReader;
import routes.journal.segment.LineDamage;
import routes.journal.segment.Segment;
import routes.journal.segment.UnknownKinds;

/** Checks one segment against its index: every line's checksum, every group's place in the chain. */
final class SegmentCheck implements Closeable {

    private final Path file;
    private final long base;
    private final FileChannel data;
    private final IndexReader index;
    private byte[] chainValue;
    private long end;
    private long groups;
    private long lines;
    private long recovered;
    private final UnknownKinds unknown = new UnknownKinds();

    SegmentCheck(Disk disk, Path folder, long base, long indexSize) throws IOException {
        this.file = Segment.dataFile(folder, base);
        this.base = base;
        this.end = base;
        try {
            this.index = new IndexReader(disk, Segment.indexFile(folder, base), () -> indexSize);
        } catch (NoSuchFileException absent) {
            throw new DamagedIndexException(Segment.indexFile(folder, base), 0, "the file is missing");
        }
        try {
            this.data = disk.open(file, StandardOpenOption.READ);
        } catch (IOException failure) {
            index.close();
            throw failure;
        }
        this.chainValue = index.header().chainFrom();
    }

    /** The first thing wrong; nothing after it is looked at. */
    Optional<Finding> run(Optional<Chain> chain, HeadCheck heads) throws IOException {
        for (Optional<GroupEntry> next = index.next(); next.isPresent(); next = index.next()) {
            GroupEntry entry = next.get();
            byte[] bytes = new byte[entry.length()];
            Disk.read(data, ByteBuffer.wrap(bytes), entry.position() - base);
            Optional<Finding> found = lines(entry, bytes).or(() -> chain.flatMap(known -> chain(known, entry, bytes)));
            if (found.isPresent()) {
                return found;
            }
            chainValue = index.chainValue();
            heads.group(entry, chainValue);
            unknown.add(entry, lines);
            end = entry.end();
            groups++;
            lines += entry.count();
            recovered += entry.recovered() ? 1 : 0;
        }
        return Optional.empty();
    }

    private Optional<Finding> lines(GroupEntry entry, byte[] bytes) {
        for (int line = 0; line < entry.count(); line++) {
            if (!entry.isIntact(line, bytes, 0)) {
                Finding.Kind kind = LineDamage.tell(entry, line, bytes);
                return Optional.of(finding(
                        lines + line + 1, entry.position() + entry.start(line), kind, LineDamage.sentence(kind)));
            }
        }
        return Optional.empty();
    }

    private Optional<Finding> chain(Chain chain, GroupEntry entry, byte[] bytes) {
        byte[] expected = chain.after(chainValue, index.head(), bytes, 0, bytes.length);
        if (Arrays.equals(expected, index.chainValue())) {
            return Optional.empty();
        }
        String what = "the checksum of " + Amount.of(entry.count(), "line")
                + " from here on does not follow from those before: lines and index were changed together";
        return Optional.of(finding(lines + 1, entry.position(), Finding.Kind.BROKEN_CHAIN, what));
    }

    /** What stands behind the last group; only the newest segment may be still growing. */
    Optional<Finding> endOf(boolean isNewest) throws IOException {
        if (index.seal().isPresent() && index.seal().get().end() != end) {
            String what = "the seal speaks of lines up to position "
                    + index.seal().get().end();
            return Optional.of(finding(lines + 1, end, Finding.Kind.REMOVED, what));
        }
        boolean sealed = index.seal().isPresent();
        if (sealed && unindexed() > 0) {
            String what = Amount.of(unindexed(), "byte") + " behind the last line that the seal knows of";
            return Optional.of(finding(lines + 1, end, Finding.Kind.INSERTED, what));
        }
        if (!isNewest && !sealed) {
            return Optional.of(finding(0, end, Finding.Kind.DAMAGED_INDEX, "the index has no seal"));
        }
        return Optional.empty();
    }

    private Finding finding(long line, long position, Finding.Kind kind, String what) {
        return new Finding(file, line, position, kind, what);
    }

    IndexHeader header() {
        return index.header();
    }

    byte[] chainValue() {
        return chainValue;
    }

    /** The position after the last group that was found right. */
    long end() {
        return end;
    }

    /** What is as it was written, and of no use here. */
    List<Finding> unknown() {
        return unknown.findings(file);
    }

    long groups() {
        return groups;
    }

    long lines() {
        return lines;
    }

    long recovered() {
        return recovered;
    }

    long unindexed() throws IOException {
        return Math.max(0, data.size() - (end - base));
    }

    @Override
    public void close() throws IOException {
        try (data) {
            index.close();
        }
    }
}
