package routes.journal.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the journal grows: the newest segment, and when to begin the next. Used by the committer's thread alone. */
public final class Tail implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);

    private final JournalSettings settings;
    private final Disk disk;
    private final Chain chain;
    private final JournalMetrics metrics;
    private final Segments segments;
    private final NewestLink link;
    private Optional<SegmentWriter> writer;
    private byte[] chainValue;
    private long lastMillis;
    private volatile boolean rollAsked;

    public Tail(JournalSettings settings, Disk disk, JournalMetrics metrics, Segments segments, SegmentFiles found) {
        this.settings = settings;
        this.disk = disk;
        this.chain = settings.keys().first();
        this.metrics = metrics;
        this.segments = segments;
        this.link = new NewestLink(settings.folder());
        this.writer = found.newest();
        this.chainValue = found.chainValue();
        this.lastMillis = segments.newest().map(Segment::lastMillis).orElse(0L);
    }

    /** Begins a segment if there is none, or the newest is of an older format or was written under another key. */
    public void open() throws IOException {
        boolean goesOn = writer.isPresent()
                && writer.get().segment().format() == IndexFormat.NEWEST
                && isOfThisKey(writer.get().segment());
        if (goesOn) {
            link.pointTo(writer.get().segment());
        } else {
            roll();
        }
    }

    private boolean isOfThisKey(Segment segment) throws IOException {
        try (IndexReader reader = new IndexReader(disk, segment.indexFile(), segment::indexEnd)) {
            return Arrays.equals(reader.header().keyId(), chain.keyId());
        }
    }

    /** Makes these lines durable, in a new segment if one is due. */
    Group commit(GroupBuilder lines) throws IOException {
        rollIfDue();
        // never back in time, also where the clock is set back: the search for a time relies on it
        lastMillis = Math.max(lastMillis, disk.clock().millis());
        Group group = lines.build(segments.end(), lastMillis, false);
        writer.orElseThrow().write(group);
        return group;
    }

    /** Whether a new segment was begun. */
    boolean rollIfDue() throws IOException {
        if (writer.isPresent() && !isDue(writer.get())) {
            return false;
        }
        roll();
        return true;
    }

    /** Writes so many bytes, and syncs them, to a file that is nobody's: whether the disk takes what it did not take before. */
    void tryDisk(int bytes) throws IOException {
        Path trial = settings.folder().resolve("disk.trial");
        try (FileChannel channel = disk.open(
                trial, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            Disk.write(channel, ByteBuffer.allocate(Math.max(bytes, 1)), 0);
            channel.force(true);
        } finally {
            Files.deleteIfExists(trial);
        }
    }

    /** The next append, or the next idle minute, begins a new segment. */
    void askToRoll() {
        rollAsked = true;
    }

    private boolean isDue(SegmentWriter current) {
        Segment segment = current.segment();
        if (current.isBroken()) {
            return true;
        }
        long age = disk.clock().millis() - segment.createdMillis();
        return !segment.isEmpty()
                && (rollAsked
                        || segment.length() >= settings.segmentBytes()
                        || age >= settings.segmentAge().toMillis());
    }

    private void roll() throws IOException {
        writer.ifPresent(this::finish);
        writer = Optional.empty();
        Segment segment =
                new Segment(settings.folder(), segments.end(), disk.clock().millis());
        SegmentWriter next = begin(segment);
        rollAsked = false;
        writer = Optional.of(next);
        segments.add(segment);
        link.pointTo(segment);
    }

    private void finish(SegmentWriter old) {
        chainValue = old.chainValue();
        try (old) {
            if (!old.segment().isEmpty() && !old.segment().isSealed()) {
                old.seal();
            }
        } catch (IOException failure) {
            LOG.warn(
                    "{}: could not be sealed, its index is mended at the next start",
                    old.segment().indexFile(),
                    failure);
        }
    }

    private SegmentWriter begin(Segment segment) throws IOException {
        // a leftover of this name holds nothing that was committed, and its cached pages may be the reason for the roll
        Files.deleteIfExists(segment.dataFile());
        Files.deleteIfExists(segment.indexFile());
        SegmentWriter next = SegmentWriter.open(disk, segment, chain, chainValue, metrics);
        try {
            next.writeHeader();
            disk.syncFolder(folderOf(segment));
            return next;
        } catch (IOException failure) {
            next.close();
            throw failure;
        }
    }

    private static Path folderOf(Segment segment) {
        return segment.dataFile().toAbsolutePath().getParent();
    }

    @Override
    public void close() throws IOException {
        if (writer.isPresent()) {
            writer.get().close();
        }
    }
}
