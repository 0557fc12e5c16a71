package routes.journal.segment;

import java.nio.file.Path;
import java.util.Optional;

/** One stretch of the journal: its two files, and how far they are committed. Grows by the writer's hand, read by all. */
public final class Segment {

    private static final String DATA = ".jsonl";
    private static final String INDEX = ".index";

    private final Path folder;
    private final long base;
    private final long createdMillis;
    private final IndexFormat format;
    private final KindCounts counts = new KindCounts();
    private volatile long lines;
    private volatile long firstMillis;
    private volatile long lastMillis;
    private volatile long indexEnd = IndexHeader.LENGTH;
    private volatile long end;
    private volatile boolean sealed;

    /** A new one. */
    Segment(Path folder, long base, long createdMillis) {
        this(folder, base, createdMillis, IndexFormat.NEWEST);
    }

    Segment(Path folder, long base, long createdMillis, IndexFormat format) {
        this.format = format;
        this.folder = folder;
        this.base = base;
        this.createdMillis = createdMillis;
        this.firstMillis = createdMillis;
        this.lastMillis = createdMillis;
        this.end = base;
    }

    static Segment of(Path folder, IndexHeader header, Seal seal, long indexEnd) {
        Segment segment = new Segment(folder, header.base(), header.createdMillis(), header.format());
        segment.counts.set(seal.counts());
        segment.lines = seal.lines();
        segment.firstMillis = seal.firstMillis();
        segment.lastMillis = seal.lastMillis();
        segment.indexEnd = indexEnd;
        segment.end = seal.end();
        segment.sealed = true;
        return segment;
    }

    /** The position of the first byte of a segment's data file, or empty for a file of another name. */
    static Optional<Long> baseOf(Path file) {
        String name = file.getFileName().toString();
        return name.matches("\\d{19,20}\\" + DATA)
                ? Optional.of(Long.parseLong(name.substring(0, name.length() - DATA.length())))
                : Optional.empty();
    }

    public static Path dataFile(Path folder, long base) {
        return folder.resolve("%020d".formatted(base) + DATA);
    }

    public static Path indexFile(Path folder, long base) {
        return folder.resolve("%020d".formatted(base) + INDEX);
    }

    public Path dataFile() {
        return dataFile(folder, base);
    }

    public Path indexFile() {
        return indexFile(folder, base);
    }

    /** Called by the one writer after the group is durable; counts first, so that nobody reads what is not counted. */
    synchronized void grow(GroupEntry entry, long newIndexEnd) {
        counts.add(entry);
        if (lines == 0) {
            firstMillis = entry.commitMillis();
        }
        lines = lines + entry.count();
        lastMillis = entry.commitMillis();
        indexEnd = newIndexEnd;
        end = entry.end();
    }

    /** End and counts of one moment. */
    public synchronized Mark mark() {
        return new Mark(base, end, counts.copy());
    }

    Seal seal(byte[] chainValue) {
        sealed = true;
        return new Seal(end, lines, firstMillis, lastMillis, counts, chainValue);
    }

    public long base() {
        return base;
    }

    /** The position after the last committed line. */
    public long end() {
        return end;
    }

    /** The bytes of the index that tell of committed groups; a seal comes after them. */
    long indexEnd() {
        return indexEnd;
    }

    long length() {
        return end - base;
    }

    public boolean isEmpty() {
        return end == base;
    }

    /** The form its index is in. */
    IndexFormat format() {
        return format;
    }

    public boolean isSealed() {
        return sealed;
    }

    long createdMillis() {
        return createdMillis;
    }

    public long lastMillis() {
        return lastMillis;
    }

    public KindCounts counts() {
        return counts;
    }
}
