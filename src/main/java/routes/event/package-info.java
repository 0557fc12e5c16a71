/**
 * Events: the types that pass between stages, and they know no stage.
 *
 * <p>{@link routes.event.Event}, {@link routes.event.Batch}, {@link routes.event.Lines}, {@link routes.event.EventType},
 * {@link routes.event.Kind} and {@link routes.event.Selection}.
 */
package routes.event;
