/**
 * One Camel data format a wire format. Each turns a {@link routes.event.Batch} into the body of one request by copying the
 * events' own bytes; no JSON tree is built on the way. In the JSON formats field names, order and nulls arrive as they were
 * accepted; CEF has a vocabulary of its own, and takes the fields it names and no others.
 */
package routes.format;
