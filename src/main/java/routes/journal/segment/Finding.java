package routes.journal.segment;

import java.nio.file.Path;

/**
 * Something that is wrong in a segment: the first thing, or lines of a type that nobody here knows.
 *
 * @param segment its data file
 * @param line number of the line in it, from 1; 0 where no line can be named
 * @param position of that line in the journal
 */
public record Finding(Path segment, long line, long position, Kind kind, String what) {

    /** What kind of damage, as far as can be told. */
    public enum Kind {
        CHANGED,
        REMOVED,
        SWAPPED,
        INSERTED,
        MISSING_SEGMENT,
        BROKEN_CHAIN,
        OTHER_KEY,
        NO_KEY,
        DAMAGED_INDEX,
        UNKNOWN_TYPE
    }

    @Override
    public String toString() {
        String where = line == 0 ? "" : " line " + line;
        return segment.getFileName() + where + " (position " + position + "): " + kind + ": " + what;
    }
}
