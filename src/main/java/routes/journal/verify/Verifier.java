package routes.journal.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import routes.journal.segment.Chain;
import routes.journal.segment.DamagedIndexException;
import routes.journal.segment.Disk;
import routes.journal.segment.Finding;
import routes.journal.segment.IndexHeader;
import routes.journal.segment.KeyRing;
import routes.journal.segment.SealedSegment;
import routes.journal.segment.Segment;
import routes.journal.segment.SegmentFiles;

/** Walks a journal that no process has to be writing to, and reads every byte of it. */
public final class Verifier {

    private final Disk disk = Disk.toRead();
    private final Path folder;
    private final KeyRing keys;
    private final HeadCheck heads;
    private final List<Finding> findings = new ArrayList<>();
    private long groups;
    private long lines;
    private long bytes;
    private long recovered;
    private long unindexed;
    private boolean begun;
    private Optional<Long> expected = Optional.empty();
    private Optional<byte[]> chainValue = Optional.empty();

    private Verifier(Path folder, KeyRing keys, HeadCheck heads) {
        this.folder = folder;
        this.keys = keys;
        this.heads = heads;
    }

    /** @param folder the journal's own, {@code <data>/audit} */
    public static Verification verify(Path folder, KeyRing keys, HeadCheck heads) throws IOException {
        Verifier verifier = new Verifier(folder, keys, heads);
        List<Long> bases = SegmentFiles.bases(folder);
        for (int i = 0; i < bases.size(); i++) {
            verifier.segment(bases.get(i), i == bases.size() - 1);
        }
        return new Verification(
                bases.size(),
                verifier.groups,
                verifier.lines,
                verifier.bytes,
                verifier.recovered,
                verifier.unindexed,
                verifier.expected.orElse(0L),
                List.copyOf(verifier.findings));
    }

    /** Without heads that were kept elsewhere. */
    public static Verification verify(Path folder, KeyRing keys) throws IOException {
        return verify(folder, keys, new HeadCheck(List.of(), keys));
    }

    private void segment(long base, boolean isLast) throws IOException {
        int before = findings.size();
        if (expected.isPresent() && base != expected.get()) {
            add(
                    base,
                    0,
                    base,
                    Finding.Kind.MISSING_SEGMENT,
                    "the lines from position " + expected.get() + " up to here are gone");
            chainValue = Optional.empty();
        }
        Path index = Segment.indexFile(folder, base);
        long size = Files.exists(index) ? Files.size(index) : 0;
        try (SegmentCheck check = new SegmentCheck(disk, folder, base, size)) {
            follow(base, check.header(), findings.size() > before);
            if (!begun) {
                begun = true;
                heads.begins(base, check.header().chainFrom());
            }
            Optional<Finding> found = check.run(chainOf(check.header()), heads);
            groups += check.groups();
            lines += check.lines();
            recovered += check.recovered();
            findings.addAll(check.unknown());
            end(check, isLast, found.isPresent() ? found : check.endOf(isLast));
        } catch (DamagedIndexException damaged) {
            add(base, 0, base, Finding.Kind.DAMAGED_INDEX, damaged.getMessage());
            goOnFromSeal(base);
        }
        bytes += Files.size(Segment.dataFile(folder, base));
    }

    private void end(SegmentCheck check, boolean isLast, Optional<Finding> found) throws IOException {
        if (found.isPresent()) {
            findings.add(found.get());
            goOnFromSeal(check.header().base());
        } else {
            chainValue = Optional.of(check.chainValue());
            expected = Optional.of(check.end());
        }
        if (isLast) {
            unindexed = check.unindexed();
        }
    }

    /** A damaged segment says nothing of the next, but for its seal, if that is sound. */
    private void goOnFromSeal(long base) throws IOException {
        Optional<SealedSegment> sealed = SealedSegment.read(disk, folder, base);
        expected = sealed.map(found -> found.segment().end());
        chainValue = sealed.map(SealedSegment::chainValue);
    }

    /** The first segment's start is taken as it is: retention removed what was before it. */
    private void follow(long base, IndexHeader header, boolean alreadyReported) {
        if (alreadyReported) {
            return;
        }
        if (chainOf(header).isEmpty()) {
            addUnknownKey(base, header);
        } else if (chainValue.isPresent() && !Arrays.equals(chainValue.get(), header.chainFrom())) {
            add(
                    base,
                    0,
                    base,
                    Finding.Kind.BROKEN_CHAIN,
                    "does not go on from the segment before; one of the two was replaced");
        }
    }

    private void addUnknownKey(long base, IndexHeader header) {
        if (keys.isEmpty()) {
            add(base, 0, base, Finding.Kind.NO_KEY, "it is signed, and no key is set");
        } else if (keys.named(header.keyId()).isPresent()) {
            add(base, 0, base, Finding.Kind.OTHER_KEY, "written without a key: nobody can say who wrote it");
        } else {
            add(base, 0, base, Finding.Kind.OTHER_KEY, "written with another key: none of the keys that are set");
        }
    }

    /** Where there are keys, a segment that was written without one proves nothing. */
    private Optional<Chain> chainOf(IndexHeader header) {
        return keys.named(header.keyId()).filter(chain -> keys.isEmpty() || !chain.isPlain());
    }

    private void add(long base, long line, long position, Finding.Kind kind, String what) {
        findings.add(new Finding(Segment.dataFile(folder, base), line, position, kind, what));
    }
}
