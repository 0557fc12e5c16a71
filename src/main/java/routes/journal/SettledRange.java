package routes.journal;

/**
 * A stretch behind a subscription's cursor of which a cursor file says that it is settled all the same. This release settles in
 * order and writes none by itself; it keeps those it finds, until the cursor has passed them.
 *
 * @param from position of its first line
 * @param to position behind its last
 */
record SettledRange(long from, long to) {}
