package routes.journal.segment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.event.Amount;
import routes.event.Kinds;

/**
 * Makes a segment whole after a crash or a damaged index: keeps the index up to its last sound entry, makes new entries for the
 * lines found behind it, and cuts off what was torn.
 */
public final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Path folder;
    private final Disk disk;
    private final KeyRing keys;
    private final JournalMetrics metrics;

    public Recovery(Path folder, Disk disk, KeyRing keys, JournalMetrics metrics) {
        this.folder = folder;
        this.disk = disk;
        this.keys = keys;
        this.metrics = metrics;
    }

    /**
     * Reads the whole index, mends it, and leaves the segment ready to be written to.
     *
     * @param limit the position at which the next segment begins: what stands behind it was never committed
     * @param chainFrom where the chain goes on from if even the index's header has to be made again
     */
    SegmentWriter repair(long base, long limit, byte[] chainFrom) throws IOException {
        IndexPrefix prefix = IndexPrefix.read(disk, folder, base, chainFrom);
        Segment segment = prefix.segment();
        long foundMillis = Math.max(
                segment.lastMillis(),
                Files.getLastModifiedTime(segment.dataFile()).toMillis());
        // a segment stays with the key that its header names, where that is still at hand
        Chain chain = prefix.keyId().flatMap(keys::named).orElseGet(keys::first);
        SegmentWriter writer = SegmentWriter.open(disk, segment, chain, prefix.chainValue(), metrics);
        try {
            if (prefix.keyId().isEmpty()) {
                writer.writeHeader();
            }
            long end = Math.min(writer.data().size(), limit - base);
            if (prefix.cut().isPresent()) {
                int left = takeIn(writer, new CutGroup(prefix.cut().get(), writer.data(), base, end));
                reportMissing(segment, prefix.cutLines() - left);
            }
            long sound = endOfLastLine(writer.data(), segment.length(), end);
            takeIn(writer, sound, foundMillis);
            cut(writer, prefix.cut().isPresent());
            return writer;
        } catch (IOException | RuntimeException failure) {
            writer.close();
            throw failure;
        }
    }

    /** Returns how many lines there are left of it. */
    private int takeIn(SegmentWriter writer, CutGroup cut) throws IOException {
        Optional<Group> remains = cut.remains();
        if (remains.isEmpty()) {
            return 0;
        }
        writer.enter(remains.get());
        GroupEntry entry = remains.get().entry();
        for (int line = 0; line < entry.count(); line++) {
            if (entry.kinds()[line] == Kinds.NONE) {
                reportDamaged(entry.position() - writer.segment().base() + entry.ends()[line]);
            }
        }
        return entry.count();
    }

    /** The offset after the last whole line: what is damaged before it stays where it is, so that later lines keep theirs. */
    private static long endOfLastLine(FileChannel data, long start, long end) throws IOException {
        LineSplitter lines = new LineSplitter(data, start, end);
        long sound = start;
        while (lines.next()) {
            if (lines.isLine()) {
                sound = lines.end();
            }
        }
        return sound;
    }

    private void takeIn(SegmentWriter writer, long end, long millis) throws IOException {
        Segment segment = writer.segment();
        if (end == segment.length()) {
            return;
        }
        writer.syncFound();
        long start = segment.end();
        LineSplitter lines = new LineSplitter(writer.data(), segment.length(), end);
        GroupBuilder group = new GroupBuilder(GroupBuilder.BYTES, 1024);
        while (lines.next()) {
            int length = lines.to() - lines.from();
            if (!group.isEmpty() && !group.hasRoomFor(length)) {
                writer.enter(group.build(segment.end(), millis, true));
                group = new GroupBuilder(GroupBuilder.BYTES, 1024);
            }
            group.add(lines.bytes(), lines.from(), lines.to(), kind(lines, segment.format()));
        }
        writer.enter(group.build(segment.end(), millis, true));
        LOG.info(
                "{}: {} found behind the index and taken in",
                segment.dataFile(),
                Amount.of(segment.end() - start, "byte"));
    }

    private int kind(LineSplitter lines, IndexFormat format) {
        int found = lines.isLine() ? Kinds.of(lines.bytes(), lines.from(), lines.to() - 1) : Kinds.NONE;
        int kind = format.holds(found) ? found : Kinds.NONE;
        if (kind == Kinds.NONE) {
            reportDamaged(lines.end());
        }
        return kind;
    }

    private void reportDamaged(long before) {
        LOG.error("{}: damaged line before byte {}; it is not delivered", folder, before);
        metrics.damagedLines(1);
    }

    private void reportMissing(Segment segment, long lines) {
        LOG.error(
                "{}: {} missing from its end, which its index knows of. What was answered there is gone for whoever has not got it"
                        + " yet",
                segment.dataFile(),
                Amount.of(lines, "line is", "lines are"));
        metrics.damagedLines(lines);
    }

    private static void cut(SegmentWriter writer, boolean isMissingLines) throws IOException {
        Segment segment = writer.segment();
        long torn = writer.data().size() - segment.length();
        writer.cut();
        if (torn > 0) {
            LOG.warn(
                    "{}: cut {} behind position {}: {}",
                    segment.dataFile(),
                    Amount.of(torn, "byte"),
                    segment.end(),
                    isMissingLines
                            ? "what is left of the first of the missing lines"
                            : "a write that a crash tore and that was never answered");
        }
    }
}
