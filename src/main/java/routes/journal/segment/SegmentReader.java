package routes.journal.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import routes.event.Event;
import routes.event.Selection;

/**
 * Reads one segment from disk, group by group. Groups without a selected kind are passed over without reading their lines; of the
 * others as many as fit are read at once. Holds no more than one such read.
 */
final class SegmentReader implements Closeable {

    private final Segment segment;
    private final Damage damage;
    private final IndexReader index;
    private final FileChannel data;
    private final Deque<Group> ready = new ArrayDeque<>();
    private Optional<GroupEntry> peeked = Optional.empty();
    private long position;

    SegmentReader(Disk disk, Segment segment, long position, Damage damage) throws IOException {
        this.segment = segment;
        this.damage = damage;
        this.position = position;
        this.index = new IndexReader(disk, segment.indexFile(), segment::indexEnd);
        try {
            this.data = disk.open(segment.dataFile(), StandardOpenOption.READ);
        } catch (IOException failure) {
            index.close();
            throw failure;
        }
        try {
            seek();
        } catch (IOException failure) {
            close();
            throw failure;
        }
    }

    private void seek() throws IOException {
        GroupEntry entry = take();
        while (entry.end() <= position) {
            entry = take();
        }
        peeked = Optional.of(entry);
    }

    boolean isAt(Segment wanted, long wantedPosition) {
        return segment == wanted && position == wantedPosition;
    }

    /** The next group; its events are those selected and intact. */
    Group next(Selection selection) throws IOException {
        if (ready.isEmpty()) {
            GroupEntry entry = take();
            if (!entry.holds(selection)) {
                position = entry.end();
                return new Group(entry, List.of());
            }
            load(entry, selection);
        }
        Group group = ready.removeFirst();
        position = group.entry().end();
        return group;
    }

    private GroupEntry take() throws IOException {
        Optional<GroupEntry> entry = peek();
        peeked = Optional.empty();
        return entry.orElseThrow(
                () -> new DamagedIndexException(segment.indexFile(), index.offset(), "entries are missing at the end"));
    }

    private Optional<GroupEntry> peek() throws IOException {
        if (peeked.isEmpty()) {
            peeked = index.next();
        }
        return peeked;
    }

    private void load(GroupEntry first, Selection selection) throws IOException {
        List<GroupEntry> entries = new ArrayList<>();
        entries.add(first);
        long end = first.end();
        while (true) {
            Optional<GroupEntry> next = peek().filter(entry -> entry.holds(selection));
            if (next.isEmpty() || next.get().end() - first.position() > GroupBuilder.BYTES) {
                break;
            }
            entries.add(take());
            end = next.get().end();
        }
        byte[] bytes = new byte[(int) (end - first.position())];
        Disk.read(data, ByteBuffer.wrap(bytes), first.position() - segment.base());
        for (GroupEntry entry : entries) {
            ready.add(new Group(entry, events(entry, bytes, (int) (entry.position() - first.position()), selection)));
        }
    }

    private List<Event> events(GroupEntry entry, byte[] bytes, int from, Selection selection) {
        List<Event> events = new ArrayList<>(entry.count());
        for (int line = 0; line < entry.count(); line++) {
            int kind = entry.kinds()[line];
            if (!selection.contains(kind) || Selection.UNKNOWN.contains(kind)) {
                continue;
            }
            if (entry.isIntact(line, bytes, from)) {
                events.add(Group.event(entry, line, bytes, from));
            } else {
                damage.found(segment, entry.position() + entry.start(line));
            }
        }
        return events;
    }

    @Override
    public void close() throws IOException {
        try (data) {
            index.close();
        }
    }
}
