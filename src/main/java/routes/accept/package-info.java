/**
 * The accept stage: how a request becomes lines of the journal, in the order of {@code routes/20-accept.camel.yaml}.
 *
 * <p>{@link routes.accept.EventsDataFormat} scans a request once and tells the events' families; {@link
 * routes.accept.Validation}
 * checks each against its family's table ({@code accept.rule}); {@link routes.accept.strip.GdprStrip} marks what may hold
 * raw
 * content; {@link routes.accept.LineWriter} copies what is left, in the request's order, and gives audit records an id.
 * The
 * steps mark one {@link routes.event.json.Tape} and write no byte before the last, so nothing that is removed is ever
 * copied.
 * {@link routes.accept.AcceptChain} is the same chain for whoever has no route.
 *
 * <p>A flaw costs the smallest thing it can: an optional field that is not as documented, else the event, and only where
 * it
 * cannot be told where events begin the request. Rejections, exceptions and counters hold no byte of an event.
 */
package routes.accept;
