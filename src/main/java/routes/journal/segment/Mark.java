package routes.journal.segment;

/**
 * A place in the journal and what stands before it in its segment.
 *
 * @param segment the segment's first position
 * @param before lines by kind from there to {@code position}
 */
public record Mark(long segment, long position, KindCounts before) {}
