package routes.journal.segment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.event.Amount;

/** What opening finds in the folder: sealed segments, and the newest one ready to go on with. */
public final class SegmentFiles {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentFiles.class);

    private final Path folder;
    private final Disk disk;
    private final Recovery recovery;
    private final List<Segment> segments = new ArrayList<>();
    private Optional<SegmentWriter> newest = Optional.empty();
    private byte[] chainValue = Chain.start();

    public SegmentFiles(Disk disk, Path folder, Recovery recovery) {
        this.disk = disk;
        this.folder = folder;
        this.recovery = recovery;
    }

    public void open() throws IOException {
        List<Long> bases = bases(folder);
        for (int i = 0; i < bases.size(); i++) {
            boolean last = i == bases.size() - 1;
            open(bases.get(i), last ? Long.MAX_VALUE : bases.get(i + 1), last);
        }
    }

    /** The first positions of the segments in a folder, in order. */
    public static List<Long> bases(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Segment::baseOf).flatMap(Optional::stream).sorted().toList();
        }
    }

    private void open(long base, long limit, boolean last) throws IOException {
        reportGap(base);
        Optional<SealedSegment> sealed = SealedSegment.read(disk, folder, base)
                .filter(found -> found.segment().end() <= limit);
        if (sealed.isPresent()) {
            cutBehindSeal(sealed.get().segment());
            segments.add(sealed.get().segment());
            chainValue = sealed.get().chainValue();
            return;
        }
        SegmentWriter writer = recovery.repair(base, limit, chainValue);
        segments.add(writer.segment());
        chainValue = writer.chainValue();
        if (last) {
            newest = Optional.of(writer);
        } else {
            writer.seal();
            writer.close();
        }
    }

    /** What a failed write left behind when the disk would not even cut it off again: it was never answered. */
    private void cutBehindSeal(Segment segment) throws IOException {
        long left = Files.size(segment.dataFile()) - segment.length();
        if (left > 0) {
            try (FileChannel data = disk.open(segment.dataFile(), StandardOpenOption.WRITE)) {
                data.truncate(segment.length());
            }
            LOG.warn(
                    "{}: cut {} behind the seal: no producer was told that they are kept",
                    segment.dataFile(),
                    Amount.of(left, "byte"));
        }
    }

    private void reportGap(long base) {
        if (segments.isEmpty()) {
            return;
        }
        long end = segments.get(segments.size() - 1).end();
        if (end != base) {
            LOG.error(
                    "{}: positions {} to {} are missing: segments were removed or cut by hand; subscriptions go on after them",
                    folder,
                    end,
                    base);
        }
    }

    public List<Segment> segments() {
        return segments;
    }

    /** Empty where the newest segment is sealed, or there is none. */
    Optional<SegmentWriter> newest() {
        return newest;
    }

    byte[] chainValue() {
        return chainValue;
    }
}
