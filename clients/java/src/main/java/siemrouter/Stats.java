package siemrouter;

/**
 * What became of the records.
 *
 * @param shipped the router has them
 * @param rejected it never will
 * @param dropped there was no room for them, or they were no JSON
 * @param failures of requests
 * @param waiting in memory
 */
public record Stats(long shipped, long rejected, long dropped, long failures, int waiting) {}
