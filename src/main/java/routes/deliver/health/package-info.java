/**
 * What is seen of an integration: counters, latency, health, what is said in status and log. Nothing here decides
 * anything.
 */
package routes.deliver.health;
