package routes.journal.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import routes.event.Selection;

/** Finds the group at a position: in memory if it is recent, else on disk. One for each subscription. */
public final class GroupReader implements Closeable {

    /** Damaged indexes that are mended, and segments gone that are passed over, in one call; with the last of them it fails. */
    private static final int MOST_MENDINGS = 3;

    private final Disk disk;
    private final Segments segments;
    private final Recent recent;
    private final Damage damage;
    private final OnlineRepair repair;
    private Optional<SegmentReader> open = Optional.empty();

    public GroupReader(Disk disk, Segments segments, Recent recent, Damage damage, OnlineRepair repair) {
        this.disk = disk;
        this.segments = segments;
        this.recent = recent;
        this.damage = damage;
        this.repair = repair;
    }

    /**
     * The committed group that holds this position, or the first after it; empty at the journal's end.
     *
     * @param selection the kinds whose events are wanted; a group read from disk holds no others
     */
    public Optional<Group> at(long position, Selection selection) throws IOException {
        Optional<Group> found = recent.at(position);
        if (found.isPresent()) {
            close();
            return found;
        }
        DamagedIndexException lastDamage = null;
        for (int mendings = 0; mendings < MOST_MENDINGS; mendings++) {
            Optional<Segment> segment = segments.from(position);
            if (segment.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(reader(segment.get(), position).next(selection));
            } catch (DamagedIndexException damaged) {
                close();
                repair.mend(segment.get(), damaged);
                lastDamage = damaged;
            } catch (NoSuchFileException absent) {
                close();
                repair.skip(segment.get(), absent);
            } catch (IOException failure) {
                close();
                throw failure;
            }
        }
        throw lastDamage == null ? new IOException("segments are being removed at position " + position) : lastDamage;
    }

    private SegmentReader reader(Segment segment, long position) throws IOException {
        if (open.isPresent() && open.get().isAt(segment, position)) {
            return open.get();
        }
        close();
        SegmentReader reader = new SegmentReader(disk, segment, position, damage);
        open = Optional.of(reader);
        return reader;
    }

    /** Lets go of files and buffers; reading on opens them again. */
    @Override
    public void close() throws IOException {
        if (open.isPresent()) {
            SegmentReader reader = open.get();
            open = Optional.empty();
            reader.close();
        }
    }
}
