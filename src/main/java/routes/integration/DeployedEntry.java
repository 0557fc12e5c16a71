package routes.integration;

/**
 * An integration that whoever deploys the router configures.
 *
 * @param managedBy what it comes from, never the API
 */
record DeployedEntry(String id, ManagedBy managedBy, Draft draft) {}
