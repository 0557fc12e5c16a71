/**
 * Syslog, RFC 5424 and RFC 3164: headers, framing, and connections that say when what they wrote counts as delivered.
 */
package routes.destination.syslog;
