/**
 * What people set, kept from being read as more than text.
 *
 * <p>Camel evaluates what it binds: {@code #class:} makes objects, <code>{{…}}</code> fetches settings and variables,
 * <code>${…}</code> is an expression, and in an address {@code ?}, {@code &} and {@code RAW(} have a meaning. A parameter of
 * a Kamelet that the router sets is therefore not given to Camel itself. Camel gets a handle of harmless characters, such as
 * {@code value:sink-one/token}; a bean whose setter takes a {@link routes.value.Value} gets the text, byte for byte, by a type
 * converter. Where a Kamelet is used without the router there is no handle, and the same setter gets the text that its user
 * wrote.
 */
package routes.value;
