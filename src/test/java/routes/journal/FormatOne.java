package routes.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import routes.journal.segment.Chain;
import routes.journal.segment.Disk;
import routes.journal.segment.GroupEntry;
import routes.journal.segment.IndexFormat;
import routes.journal.segment.IndexHeader;
import routes.journal.segment.IndexReader;
import routes.journal.segment.KeyRing;
import routes.journal.segment.Seal;
import routes.journal.segment.Segment;
import routes.journal.segment.SegmentFiles;

/** Writes what is in a data folder as a router of on-disk format 1 would have left it: same lines, same groups, indexes and cursors of version 1. */
public final class FormatOne {

    private final Path folder;
    private final Chain chain;
    private Optional<byte[]> chainValue = Optional.empty();

    private FormatOne(Path folder, KeyRing keys) {
        this.folder = folder;
        this.chain = keys.first();
    }

    /** @param keys the first one signs */
    public static void rewrite(TestJournal place, KeyRing keys) throws IOException {
        FormatOne older = new FormatOne(place.audit(), keys);
        for (long base : SegmentFiles.bases(place.audit())) {
            older.segment(base);
        }
        Path cursors = place.audit().resolveSibling("cursors.json");
        if (Files.exists(cursors)) {
            Files.writeString(cursors, Files.readString(cursors).replace("\"version\" : 2", "\"version\" : 1"));
        }
    }

    private void segment(long base) throws IOException {
        Path index = Segment.indexFile(folder, base);
        byte[] data = Files.readAllBytes(Segment.dataFile(folder, base));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long size = Files.size(index);
        try (IndexReader reader = new IndexReader(Disk.toRead(), index, () -> size)) {
            byte[] from = chainValue.orElse(reader.header().chainFrom());
            long created = reader.header().createdMillis();
            write(out, new IndexHeader(IndexFormat.ONE, chain.keyId(), base, created, from).encode());
            byte[] value = from;
            for (Optional<GroupEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
                GroupEntry entry = next.get();
                ByteBuffer head = IndexFormat.ONE.head(entry);
                value = chain.after(value, head, data, (int) (entry.position() - base), entry.length());
                write(out, IndexFormat.complete(head, value));
            }
            if (reader.seal().isPresent()) {
                Seal seal = reader.seal().get();
                write(
                        out,
                        new Seal(seal.end(), seal.lines(), seal.firstMillis(), seal.lastMillis(), seal.counts(), value)
                                .encode(IndexFormat.ONE));
            }
            chainValue = Optional.of(value);
        }
        Files.write(index, out.toByteArray());
    }

    private static void write(ByteArrayOutputStream out, ByteBuffer bytes) {
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }
}
