/**
 * CEF by syslog: the lines, their fields and their severities. See docs/destinations/syslog_cef.md.
 */
package routes.destination.cef;
