package routes.journal;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import routes.journal.segment.Disk;
import routes.journal.segment.JournalSettings;
import routes.journal.segment.KeyRing;
import routes.journal.segment.Segment;
import routes.journal.segment.SegmentFiles;

/** Opens journals with small limits, and with disks and clocks of the test's making. */
public final class TestJournal {

    public static final byte[] NO_KEY = new byte[0];
    public static final long PLENTY = 1L << 40;

    private final Path dataFolder;
    private long segmentBytes = 1L << 20;
    private long memoryBytes = 1L << 20;
    private Duration retention = Duration.ZERO;
    private KeyRing keys = KeyRing.of(NO_KEY);
    private Disk disk = new Disk(FileChannel::open, folder -> PLENTY, InstantSource.system());
    private MeterRegistry registry = new SimpleMeterRegistry();

    public TestJournal(Path dataFolder) {
        this.dataFolder = dataFolder;
    }

    public TestJournal segmentBytes(long bytes) {
        segmentBytes = bytes;
        return this;
    }

    /** Zero: all reading is from disk. */
    public TestJournal memoryBytes(long bytes) {
        memoryBytes = bytes;
        return this;
    }

    public TestJournal retention(Duration days) {
        retention = days;
        return this;
    }

    public TestJournal key(byte[] secret) {
        return keys(KeyRing.of(secret));
    }

    public TestJournal keys(KeyRing ring) {
        keys = ring;
        return this;
    }

    public TestJournal disk(Disk other) {
        disk = other;
        return this;
    }

    public TestJournal registry(MeterRegistry other) {
        registry = other;
        return this;
    }

    public Journal open() throws IOException {
        return Journal.open(
                new JournalSettings(dataFolder, segmentBytes, Duration.ofHours(24), retention, 1000, memoryBytes, keys),
                registry,
                disk);
    }

    public Path segment(int index) throws IOException {
        return Segment.dataFile(audit(), SegmentFiles.bases(audit()).get(index));
    }

    public Path index(int index) throws IOException {
        return Segment.indexFile(audit(), SegmentFiles.bases(audit()).get(index));
    }

    public int segments() throws IOException {
        return SegmentFiles.bases(audit()).size();
    }

    public Path audit() {
        return dataFolder.resolve("audit");
    }

    /** The data folder as a crash at this moment would leave it, under another name: the journal here may stay open. */
    public TestJournal copyTo(Path other) throws IOException {
        Files.createDirectories(other.resolve("audit"));
        copyFiles(dataFolder, other);
        copyFiles(audit(), other.resolve("audit"));
        return new TestJournal(other)
                .segmentBytes(segmentBytes)
                .memoryBytes(memoryBytes)
                .keys(keys);
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        try (var files =
                Files.newDirectoryStream(from, file -> Files.isRegularFile(file) && !Files.isSymbolicLink(file))) {
            for (Path file : files) {
                if (!file.toString().endsWith(".new")) {
                    Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
                }
            }
        }
    }
}
