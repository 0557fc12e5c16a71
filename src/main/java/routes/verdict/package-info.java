/**
 * What a reply means: one of four verdicts ({@link routes.verdict.Verdict}), the reason, and the destination's own words
 * with
 * nothing secret in them. {@link routes.verdict.Judge} holds the table that all destinations share.
 */
package routes.verdict;
