package routes.journal.segment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.event.Amount;
import routes.event.Kind;
import routes.event.Selection;

/**
 * The lines of a segment whose kind this release does not know: another release wrote them, or one to which types were added that
 * are not here. No subscription gets them, since nobody can say what they are; they stay in the journal for whoever knows.
 */
public final class UnknownKinds {

    private static final Logger LOG = LoggerFactory.getLogger(UnknownKinds.class);

    /** @param line the first one's number in the segment, from 1 */
    private record Lines(long line, long position, long count) {

        Lines oneMore() {
            return new Lines(line, position, count + 1);
        }
    }

    private final Map<Integer, Lines> byKind = new TreeMap<>();

    /** What a start says of all segments: each kind of each segment in the log, and how many lines that are. */
    public static long report(Disk disk, List<Segment> segments) throws IOException {
        long lines = 0;
        for (Segment segment : segments) {
            long unknown = segment.counts().selected(Selection.UNKNOWN);
            if (unknown > 0) {
                lines += unknown;
                in(disk, segment).findings(segment.dataFile()).forEach(found -> LOG.error("{}", found));
            }
        }
        return lines;
    }

    private static UnknownKinds in(Disk disk, Segment segment) throws IOException {
        UnknownKinds unknown = new UnknownKinds();
        long before = 0;
        try (IndexReader index = new IndexReader(disk, segment.indexFile(), segment::indexEnd)) {
            for (Optional<GroupEntry> next = index.next(); next.isPresent(); next = index.next()) {
                unknown.add(next.get(), before);
                before += next.get().count();
            }
        } catch (DamagedIndexException untilMended) {
            LOG.warn("{}: mended when it is read", untilMended.getMessage());
        }
        return unknown;
    }

    /** For people; empty where there are none. */
    public static Optional<String> warning(long lines) {
        return lines == 0
                ? Optional.empty()
                : Optional.of(
                        "Events in the journal are of types that this release does not know, and no integration gets"
                                + " them: " + lines
                                + ". The log, and the command `journal verify`, say which. Run the release"
                                + " that wrote them, or put back the types that were added to it, and replay.");
    }

    /** @param before how many lines the segment has before this group */
    public void add(GroupEntry entry, long before) {
        if (!entry.holds(Selection.UNKNOWN)) {
            return;
        }
        for (int line = 0; line < entry.count(); line++) {
            if (Selection.UNKNOWN.contains(entry.kinds()[line])) {
                Lines first = new Lines(before + line + 1, entry.position() + entry.start(line), 1);
                byKind.merge((int) entry.kinds()[line], first, (known, one) -> known.oneMore());
            }
        }
    }

    /** One for each kind. */
    public List<Finding> findings(Path segment) {
        List<Finding> findings = new ArrayList<>();
        byKind.forEach((kind, lines) -> findings.add(new Finding(
                segment, lines.line(), lines.position(), Finding.Kind.UNKNOWN_TYPE, sentence(kind, lines.count()))));
        return findings;
    }

    private static String sentence(int kind, long count) {
        return Amount.of(count, "line from here on is", "lines from here on are") + " of event type code "
                + Kind.typeCode(kind)
                + ", which this release does not know, and no integration gets "
                + (count == 1 ? "it" : "them")
                + "; run the release that wrote it, or put the types back that were added to it, and replay";
    }
}
