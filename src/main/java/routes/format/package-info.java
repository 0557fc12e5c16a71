/**
 * One Camel data format a wire format. Each turns a {@link routes.event.Batch} into the body of one request by copying the
 * events' own bytes: field names, order and nulls arrive as they were accepted, and no JSON tree is built on the way.
 */
package routes.format;
