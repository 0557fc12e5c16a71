package routes.integration.deployed;

import routes.integration.Draft;
import routes.integration.ManagedBy;

/**
 * An integration that whoever deploys the router configures.
 *
 * @param managedBy what it comes from, never the API
 */
public record DeployedEntry(String id, ManagedBy managedBy, Draft draft) {}
