/**
 * Where a destination may be, and TLS to it: address policy, certificates from PEM files, what ends a connection.
 */
package routes.destination.net;
