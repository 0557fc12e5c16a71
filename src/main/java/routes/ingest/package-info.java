/**
 * Ways in. Over HTTP: {@link routes.access.Gate} has said who may send, {@link routes.ingest.RequestBody} takes the bytes
 * within limits that no header can talk it out of, the accept stage does its work, and {@link routes.ingest.Answer} tells the
 * producer what became of each event. The answer is given after the journal's fsync.
 *
 * <p>What requests in flight hold is bounded by {@link routes.server.body.ByteBudget}, however many there are. A request that is
 * cut off leaves nothing behind: not in the journal, not in the log.
 */
package routes.ingest;
