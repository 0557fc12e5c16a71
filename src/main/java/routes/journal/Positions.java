package routes.journal;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import routes.event.Event;
import routes.event.Selection;
import routes.journal.segment.Group;
import routes.journal.segment.GroupEntry;
import routes.journal.segment.GroupReader;
import routes.journal.segment.KindCounts;
import routes.journal.segment.Mark;
import routes.journal.segment.Segment;
import routes.journal.segment.Segments;

/** Finds positions in the journal: where a number, a name or a time stands, and the next line of some kinds. */
final class Positions {

    private static final String POSITION = "position:";

    private final Segments segments;
    private final Supplier<GroupReader> readers;

    Positions(Segments segments, Supplier<GroupReader> readers) {
        this.segments = segments;
        this.readers = readers;
    }

    /** @param startFrom {@code now}, {@code earliest}, an RFC 3339 time or {@code position:N} */
    Mark startFrom(String startFrom) throws IOException {
        return switch (startFrom) {
            case "now" -> end();
            case "earliest" -> at(segments.start());
            default -> at(position(startFrom));
        };
    }

    private long position(String startFrom) throws IOException {
        return startFrom.startsWith(POSITION)
                ? Long.parseLong(startFrom.substring(POSITION.length()))
                : firstSince(time(startFrom).toEpochMilli());
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException(
                    "start_from = " + text + ": expected now, earliest or a time such as 2026-01-31T00:00:00Z",
                    malformed);
        }
    }

    private Mark end() {
        return segments.newest().map(Segment::mark).orElseThrow();
    }

    /** Counts what stands before a position in its segment. A position outside the journal means its nearest end. */
    Mark at(long position) throws IOException {
        long wanted = Math.max(position, segments.start());
        Optional<Segment> segment = segments.from(wanted);
        if (segment.isEmpty()) {
            return end();
        }
        long base = segment.get().base();
        Cursor cursor = new Cursor(new Mark(base, base, new KindCounts()));
        long at = base;
        try (GroupReader reader = readers.get()) {
            while (at < wanted) {
                Optional<GroupEntry> entry = reader.at(at, Selection.NONE).map(Group::entry);
                if (entry.isEmpty() || entry.get().position() >= wanted) {
                    break;
                }
                at = Math.min(wanted, entry.get().end());
                cursor.advance(entry.get(), base, at);
            }
        }
        return cursor.mark(wanted);
    }

    /** Where the first group begins that was committed at this time or later. */
    long firstSince(long millis) throws IOException {
        for (Segment segment : segments.all()) {
            if (!segment.isEmpty() && segment.lastMillis() >= millis) {
                return next(segment.base(), entry -> entry.commitMillis() >= millis)
                        .map(GroupEntry::position)
                        .orElse(segments.end());
            }
        }
        return segments.end();
    }

    /** When the first line of these kinds at {@code position} or after it was committed. */
    Optional<Instant> firstHeld(long position, Selection selection) throws IOException {
        long from = position;
        for (Segment segment : segments.all()) {
            if (segment.end() > from && segment.counts().selected(selection) > 0) {
                from = Math.max(from, segment.base());
                break;
            }
        }
        return next(from, entry -> entry.holds(selection, position))
                .map(entry -> Instant.ofEpochMilli(entry.commitMillis()));
    }

    /** What stands between two positions; only the index is read. */
    JournalRange range(long from, long to) throws IOException {
        JournalRange range = new JournalRange(from, to);
        next(from, entry -> entry.position() >= to || !range.add(entry));
        return range;
    }

    /** Where it goes on after so many events of these kinds from {@code position}. */
    long after(long position, Selection selection, long events) throws IOException {
        long[] left = {events};
        long[] end = {position};
        next(position, entry -> {
            for (int line = 0; line < entry.count() && left[0] > 0; line++) {
                long start = entry.position() + entry.start(line);
                left[0] -= start >= position && selection.contains(entry.kinds()[line]) ? 1 : 0;
                end[0] = entry.position() + entry.ends()[line];
            }
            return left[0] <= 0;
        });
        return end[0];
    }

    /** Where the line ends that reaches {@code wanted}, of those after {@code position}. */
    long lineEnd(long position, long wanted) throws IOException {
        long base = segments.from(wanted).map(Segment::base).orElse(wanted);
        long[] end = {segments.end()};
        next(Math.max(position, base), entry -> {
            for (int line = 0; line < entry.count(); line++) {
                end[0] = entry.position() + entry.ends()[line];
                if (end[0] >= wanted) {
                    return true;
                }
            }
            return false;
        });
        return end[0];
    }

    /** Hands over the events of these kinds that stand between two positions, in order, as long as they are wanted. */
    void read(long from, long to, Selection selection, Predicate<Event> wanted) throws IOException {
        long at = from;
        try (GroupReader reader = readers.get()) {
            while (at < to) {
                Optional<Group> group = reader.at(at, selection);
                if (group.isEmpty() || !read(group.get(), from, to, selection, wanted)) {
                    return;
                }
                at = group.get().entry().end();
            }
        }
    }

    private static boolean read(Group group, long from, long to, Selection selection, Predicate<Event> wanted) {
        return group.events().stream()
                .filter(event -> event.position() >= from && event.position() < to)
                .filter(event -> selection.contains(event.kind()))
                .allMatch(wanted);
    }

    private Optional<GroupEntry> next(long position, Predicate<GroupEntry> wanted) throws IOException {
        long at = position;
        try (GroupReader reader = readers.get()) {
            while (true) {
                Optional<GroupEntry> entry = reader.at(at, Selection.NONE).map(Group::entry);
                if (entry.isEmpty() || wanted.test(entry.get())) {
                    return entry;
                }
                at = entry.get().end();
            }
        }
    }
}
