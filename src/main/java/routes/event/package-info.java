/**
 * Events, and how a request becomes lines of the journal.
 *
 * <p>The types that pass between stages: {@link routes.event.Event}, {@link routes.event.Batch}, {@link routes.event.Lines},
 * {@link routes.event.EventType} and {@link routes.event.Kind}.
 *
 * <p>The accept stage, in the order of {@code routes/20-accept.camel.yaml}: {@link routes.event.EventsDataFormat} scans a request
 * once and tells the events' families; {@link routes.event.Validation} checks each against its family's table, {@code
 * FamilyRules}; {@link routes.event.GdprStrip} marks what may hold raw content; {@link routes.event.LineWriter} copies what is
 * left, in the request's order, and gives audit records an id. The steps mark one {@link routes.event.json.Tape} and write no
 * byte before the last, so nothing that is removed is ever copied.
 *
 * <p>A flaw costs the smallest thing it can: an optional field that is not as documented, else the event, and only where it
 * cannot be told where events begin the request. Rejections, exceptions and counters hold no byte of an event.
 */
package routes.event;
