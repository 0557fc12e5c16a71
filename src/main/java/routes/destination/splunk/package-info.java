/** Splunk's HTTP Event Collector: what its replies mean. */
package routes.destination.splunk;
