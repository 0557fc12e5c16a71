/**
 * The files of the journal: writing, reading, sealing, and recovery of segments and their index. The format stands in
 * {@link routes.journal}.
 */
package routes.journal.segment;
