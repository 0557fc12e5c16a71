/**
 * A strict reader of JSON (RFC 8259) for bytes that are copied, not rebuilt.
 *
 * <p>{@link routes.event.json.JsonScanner} reads one value without recursion, however deep it is, and notes each member and
 * element on a {@link routes.event.json.Tape}. Whoever checks an event walks the tape and marks on it what must not go on;
 * {@link routes.event.json.JsonWriter} copies what is left. No tree is built and no text becomes a {@code String}.
 *
 * <p>Names are compared decoded: {@code "va\u005cu006cue"} is {@code value}. A surrogate escape without its other half is
 * read as U+FFFD. A byte that is not UTF-8, a control character inside a string, a second value: all malformed.
 */
package routes.event.json;
