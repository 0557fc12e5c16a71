package routes.journal;

/**
 * A stretch behind a subscription's cursor whose events are settled all the same: they are not handed out again.
 *
 * @param from position of its first event
 * @param to position behind its last
 * @param events how many of those that the subscription asks for stand in it
 */
record SettledRange(long from, long to, long events) {}
