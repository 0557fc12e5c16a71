/** Datadog's log intake: what its replies mean. */
package routes.destination.datadog;
