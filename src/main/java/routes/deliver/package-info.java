/**
 * The deliver stage: from a subscription on the journal to one destination.
 *
 * <p>A batch comes from the journal ({@code routes/40-deliver}), becomes a {@link routes.deliver.Delivery}, and is sent by the
 * integration's Kamelet. A normal return means that all of it was delivered. Anything else is a failure, which
 * {@link routes.verdict.Judge} turns into one of four verdicts ({@link routes.verdict.Verdict}):
 *
 * <ul>
 *   <li>delivered: the cursor moves;
 *   <li>again: Camel's redelivery policy repeats the request;
 *   <li>parked: the cursor waits, the status says why, a probe comes by itself;
 *   <li>refused: the request is halved until the event at fault stands alone; it becomes a dead letter.
 * </ul>
 *
 * <p>Promises: events of one integration leave in the journal's order, one request in flight; the cursor never passes an
 * event that is neither delivered nor on disk as a dead letter; one integration's failure is seen by no other.
 */
package routes.deliver;
