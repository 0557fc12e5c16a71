package routes.deadletter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.disk.Folders;
import routes.disk.OwnerOnly;
import routes.disk.WholeLines;
import routes.verdict.Refusal;

/**
 * The dead letters of one integration on disk, in the order of their refusal. A line that does not count any more is marked by
 * its first byte, which is one write that is whole or not there, and taken out when the file is next rewritten. A torn last
 * line is cut at opening.
 */
public final class DeadLetterFile {

    /** Writes one refusal as a line, its line break included. */
    @FunctionalInterface
    interface LineWriter {
        byte[] line(Refusal refusal) throws IOException;
    }

    private static final Set<StandardOpenOption> NEW_OR_OLD =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterFile.class);

    private final Path path;
    private final long maxBytes;
    private final DeadLetterCipher cipher;
    private final RecentPositions written = new RecentPositions();
    private long count;
    /** Bytes of whole lines, those that are gone included. */
    private long length;
    /** Bytes of the lines that count. */
    private long bytes;

    private Optional<Instant> oldestAt = Optional.empty();
    /** Before it no line counts. */
    private long oldestFrom;

    private boolean full;
    /** Whether there are lines that the cipher would write otherwise now. */
    private boolean stale;
    /** How many readers there are that will remove what they read. */
    private int keepers;

    private DeadLetterFile(Path path, long maxBytes, DeadLetterCipher cipher) {
        this.path = path;
        this.maxBytes = maxBytes;
        this.cipher = cipher;
    }

    static DeadLetterFile open(Path path, long maxBytes, DeadLetterCipher cipher) throws IOException {
        DeadLetterFile file = new DeadLetterFile(path, maxBytes, cipher);
        if (Files.exists(path)) {
            file.cutTornLine();
            file.readAll();
            file.makeSmaller();
        }
        return file;
    }

    synchronized long count() {
        return count;
    }

    synchronized long bytes() {
        return bytes;
    }

    /** When the first of them was refused. */
    synchronized Optional<Instant> oldestAt() throws IOException {
        if (oldestAt.isEmpty() && count > 0) {
            try (DeadLetterLines lines = lines(oldestFrom, length)) {
                DeadLetter oldest = lines.next();
                oldestAt = Optional.of(oldest.refusedAt());
                oldestFrom = oldest.offset();
            }
        }
        return oldestAt;
    }

    /** Whether a refusal found no room and none was made since. */
    synchronized boolean isFull() {
        return full;
    }

    /** Those that stand here now; others may be added and removed meanwhile. */
    public synchronized DeadLetterLines lines() throws IOException {
        return lines(0, length);
    }

    public synchronized DeadLetterLines lines(long from, long to) throws IOException {
        return new DeadLetterLines(path, from, to, cipher);
    }

    /** The offset after the last line. */
    synchronized long end() {
        return length;
    }

    /**
     * Appends those that do not stand here yet and waits until they are on disk.
     *
     * @throws DeadLettersFullException where there is no room; nothing was appended
     */
    synchronized void append(List<Refusal> refusals, LineWriter writer) throws IOException {
        List<Refusal> fresh = refusals.stream()
                .filter(refusal -> !written.contains(refusal.event().position()))
                .toList();
        byte[] lines = lines(fresh, writer);
        if (bytes + lines.length > maxBytes) {
            full = true;
            throw new DeadLettersFullException();
        }
        add(fresh, lines);
    }

    /** Writes those anew that still count, with what they were refused for now: the new lines first, then the old ones go. */
    synchronized void replace(Map<DeadLetter, Refusal> again, LineWriter writer) throws IOException {
        List<DeadLetter> old = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            for (DeadLetter letter : again.keySet()) {
                if (firstByte(channel, letter) != DeadLetter.GONE) {
                    old.add(letter);
                }
            }
        }
        List<Refusal> refusals = old.stream().map(again::get).toList();
        add(refusals, lines(refusals, writer));
        remove(old);
    }

    private static byte[] lines(List<Refusal> refusals, LineWriter writer) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Refusal refusal : refusals) {
            lines.write(writer.line(refusal));
        }
        return lines.toByteArray();
    }

    private void add(List<Refusal> refusals, byte[] lines) throws IOException {
        if (!refusals.isEmpty()) {
            write(lines);
            count += refusals.size();
            bytes += lines.length;
            refusals.forEach(refusal -> written.add(refusal.event().position()));
        }
    }

    /** These count no more; on disk when it returns. */
    public synchronized void remove(Collection<DeadLetter> gone) throws IOException {
        if (gone.isEmpty()) {
            return;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (DeadLetter letter : gone) {
                mark(channel, letter);
            }
            channel.force(true);
        }
        full = false;
        oldestAt = Optional.empty();
    }

    private void mark(FileChannel channel, DeadLetter letter) throws IOException {
        if (firstByte(channel, letter) != DeadLetter.GONE) {
            channel.write(ByteBuffer.wrap(new byte[] {DeadLetter.GONE}), letter.offset());
            count--;
            bytes -= letter.length();
            written.remove(letter.position());
        }
    }

    private static byte firstByte(FileChannel channel, DeadLetter letter) throws IOException {
        ByteBuffer first = ByteBuffer.allocate(1);
        channel.read(first, letter.offset());
        return first.get(0);
    }

    /** From here to {@link #release} lines stay where they are, so that who reads them can remove them later; several may. */
    public synchronized void keep() {
        keepers++;
    }

    public synchronized void release() {
        keepers--;
        makeSmaller();
    }

    /** Lines that are gone only take room: a disk without room is no reason to fail. */
    private void makeSmaller() {
        try {
            rewrite();
        } catch (IOException unwritable) {
            LOG.warn(
                    "{} could not be written anew; lines that are gone take room still: {}",
                    path,
                    unwritable.toString());
        }
    }

    /** Takes the lines out that are gone; a reader goes on with the file that it opened. */
    private synchronized void rewrite() throws IOException {
        if (keepers > 0 || (bytes == length && !stale)) {
            return;
        }
        try (DeadLetterLines lines = lines()) {
            bytes = DeadLetterCopy.replace(path, lines, cipher);
        }
        length = bytes;
        stale = false;
        oldestFrom = 0;
    }

    private void write(byte[] lines) throws IOException {
        try (FileChannel channel = OwnerOnly.open(path, NEW_OR_OLD)) {
            // what a write that failed left behind, though nobody could cut it then
            channel.truncate(length);
            channel.position(length);
            writeAll(channel, ByteBuffer.wrap(lines));
            channel.force(true);
        }
        if (length == 0) {
            Folders.sync(path.toAbsolutePath().getParent());
        }
        length += lines.length;
    }

    private static void writeAll(FileChannel channel, ByteBuffer rest) throws IOException {
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    private void cutTornLine() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = WholeLines.end(channel, channel.size());
            channel.truncate(end);
            length = end;
        }
    }

    private void readAll() throws IOException {
        Map<Long, Long> offsets = new HashMap<>();
        List<Long> twice = new ArrayList<>();
        try (DeadLetterLines lines = lines()) {
            for (DeadLetter letter = lines.nextAsStored(); letter != null; letter = lines.nextAsStored()) {
                stale |= !cipher.isCurrent(letter.line());
                count++;
                bytes += letter.length();
                written.add(letter.position());
                Long before = letter.position() < 0 ? null : offsets.put(letter.position(), letter.offset());
                if (before != null) {
                    twice.add(before);
                }
                if (offsets.size() > RecentPositions.MOST) {
                    offsets.clear();
                }
            }
        }
        for (long offset : twice) {
            removeAt(offset);
        }
    }

    /** A crash within {@link #replace} leaves an event twice; the later line counts. */
    private void removeAt(long offset) throws IOException {
        try (DeadLetterLines line = lines(offset, length)) {
            remove(List.of(line.next()));
        }
    }
}
