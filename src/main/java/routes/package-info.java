/**
 * The way of an event.
 *
 * <ol>
 *   <li>{@code server}, {@code access}: a connection and the head of a request are bounded, and who may do what is decided, before a
 *       byte of a body is read.
 *   <li>{@code ingest}: a request comes in ({@code routes/10-ingest-http}), bounded before it is read.
 *   <li>{@code accept} ({@code routes/20-accept}) parses it once, routes it by family, validates it and strips it; what an event is
 *       stands in {@code event}.
 *   <li>{@code journal}: the lines that are left are appended and synced; only then is the producer answered.
 *   <li>{@code journal} again: every integration is a subscription with its own cursor; there is no second queue.
 *   <li>{@code deliver}: a batch goes through the integration's Kamelet ({@code routes/40-deliver}), and the reply gets one of
 *       four verdicts.
 *   <li>{@code destination}: one folder a destination: how a batch looks on its wire, the step that sends and reads the reply, its codes.
 *   <li>{@code value}: what people set, kept from being evaluated on its way to a destination.
 *   <li>{@code verdict}, {@code deadletter}: what a reply means, and what was refused for good.
 *   <li>{@code integration}: what destinations there are: the resource, its types, its store; {@code api}: the calls about them,
 *       made of the document that {@code openapi} reads.
 *   <li>{@code record}: what the router has to tell of itself, as events in its own journal.
 *   <li>{@code notify}: people, who are told of integrations that fail.
 *   <li>{@code library}: jars of one's own on the class path.
 *   <li>{@code status}: what is seen of all that: health and metrics.
 * </ol>
 */
package routes;
