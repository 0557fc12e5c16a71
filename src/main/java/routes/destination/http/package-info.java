/**
 * What destinations that speak HTTP share. A sink Kamelet has two beans of it: its {@link routes.destination.http.HttpConnections},
 * which know the address, TLS and time limits, and the {@link routes.destination.http.HttpPost} that sends what was marshalled and
 * reads the reply, in one step. No address of a destination is ever an endpoint of Camel's: there is nothing to parse an option
 * or a placeholder out of, and no secret in an address, a log or JMX.
 */
package routes.destination.http;
